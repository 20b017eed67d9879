import type { ReactElement } from "react";
import { type Copy, say } from "@/components/copy/say";
import { Fold } from "./fold";

const SHOWN = 5;

/** A panel of list items: the first five, and the others folded below them. */
export function FoldingList({ copy, items }: { copy: Copy; items: readonly ReactElement[] }) {
  return (
    <div className="panel">
      <ul className="divide-y divide-line">{items.slice(0, SHOWN)}</ul>
      {items.length > SHOWN && (
        <Fold label={say(copy, "fold.more", { count: items.length - SHOWN })}>
          <ul className="divide-y divide-line">{items.slice(SHOWN)}</ul>
        </Fold>
      )}
    </div>
  );
}
