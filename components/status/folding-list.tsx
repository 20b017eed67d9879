import type { ReactElement } from "react";
import { type Messages, t } from "@/components/messages/t";
import { Fold } from "./fold";

const SHOWN = 5;

/** A panel of list items: the first five, and the others folded below them. */
export function FoldingList({ messages, items }: { messages: Messages; items: readonly ReactElement[] }) {
  return (
    <div className="panel">
      <ul className="list">{items.slice(0, SHOWN)}</ul>
      {items.length > SHOWN && (
        <Fold label={t(messages, "fold.more", { count: items.length - SHOWN })}>
          <ul className="list">{items.slice(SHOWN)}</ul>
        </Fold>
      )}
    </div>
  );
}
