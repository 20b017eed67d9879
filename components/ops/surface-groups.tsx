"use client";

import { type ChangeEvent, type ReactNode, useState } from "react";
import { Chevron } from "@/components/status/chevron";
import { useIsMounted } from "@/components/status/use-clock";
import type { SurfaceGroup } from "./write-step";

type Props = {
  names: Readonly<Record<string, string>>;
  groups: readonly SurfaceGroup[];
  /** Their groups begin open. */
  picked: readonly string[];
  /** How a group lays out its surfaces. */
  layout: string;
  /** A surface's control; hidden while the search does not find it. */
  row: (id: string, isHidden: boolean) => ReactNode;
};

/** Surfaces to choose from, by group and found by name; what is chosen stays, shown or not. */
export function SurfaceGroups({ names, groups, picked, layout, row }: Props) {
  const isMounted = useIsMounted();
  const [query, setQuery] = useState("");
  const isFound = (id: string) => (names[id] ?? id).toLowerCase().includes(query.trim().toLowerCase());
  return (
    <>
      {isMounted && (
        <input
          type="search"
          aria-label="Search surfaces"
          placeholder="Search"
          className="ops-input mb-2"
          onChange={(event: ChangeEvent<HTMLInputElement>) => setQuery(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        />
      )}
      <div className="panel divide-y divide-line">
        {groups.map(({ title, ids }) => (
          <Group
            key={title}
            title={`${title} (${ids.length})`}
            isOpen={query !== "" || ids.some((id) => picked.includes(id))}
            isHidden={query !== "" && !ids.some(isFound)}
          >
            <div className={layout}>{ids.map((id) => row(id, query !== "" && !isFound(id)))}</div>
          </Group>
        ))}
      </div>
    </>
  );
}

type GroupProps = { title: string; isOpen: boolean; isHidden: boolean; children: ReactNode };

/** A group that a search or its summary has opened stays open: what is chosen in it stays in sight. */
function Group({ title, isOpen, isHidden, children }: GroupProps) {
  const [wasOpened, setWasOpened] = useState(isOpen);
  return (
    <details
      open={isOpen || wasOpened}
      onToggle={(event) => setWasOpened(event.currentTarget.open)}
      hidden={isHidden}
      className="px-3"
    >
      <summary className="flex min-h-11 items-center justify-between gap-3 font-medium">
        {title}
        <Chevron />
      </summary>
      {children}
    </details>
  );
}
