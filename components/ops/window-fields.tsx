"use client";

import { type ChangeEvent, type ReactNode, useState } from "react";
import { Chevron } from "@/components/status/chevron";
import { useIsMounted } from "@/components/status/use-clock";
import type { WriteDraft } from "@/lib/schemas/ops-form";
import { Choices } from "./choices";
import { useFieldError } from "./form-errors";
import { NoteField } from "./note-field";
import { TimeField } from "./time-field";
import type { Finding } from "./use-preview";
import type { SurfaceGroup } from "./write-step";

type Names = Readonly<Record<string, string>>;
type Props = {
  write: WriteDraft;
  names: Names;
  findings: readonly Finding[];
  groups: readonly SurfaceGroup[];
};

const SPANS = [
  ["30", "30 min"],
  ["60", "1 hour"],
  ["120", "2 hours"],
  ["240", "4 hours"],
  ["480", "8 hours"],
  ["until", "Until a time"],
] as const;

/** The fields of a maintenance window: surfaces, start, duration or end, and public note. */
export function WindowFields({ write, names, findings, groups }: Props) {
  const isNew = write.action === "plan_window";
  const end = <TimeField name="ends_at" label="Ends" value={write.ends_at} />;
  return (
    <>
      <Surfaces names={names} groups={groups} picked={write.surface_ids ?? []} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TimeField name="starts_at" label="Starts" value={write.starts_at} />
        {!isNew && end}
      </div>
      {isNew && (
        <>
          <Choices name="lasts" legend="Lasts" value={write.lasts ?? "60"} options={SPANS} />
          <div data-when="until">{end}</div>
        </>
      )}
      <NoteField write={write} names={names} findings={findings} />
    </>
  );
}

type SurfacesProps = { names: Names; groups: readonly SurfaceGroup[]; picked: readonly string[] };

/** The surfaces by group, found by name; what is chosen stays, shown or not. */
function Surfaces({ names, groups, picked }: SurfacesProps) {
  const isMounted = useIsMounted();
  const [query, setQuery] = useState("");
  const { attributes, sentence } = useFieldError("surface_ids");
  const isFound = (id: string) => (names[id] ?? id).toLowerCase().includes(query.trim().toLowerCase());
  return (
    <fieldset>
      <legend className="ops-legend">Surfaces</legend>
      <input type="hidden" name="surface_ids_shown" value="1" />
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
            {ids.map((id) => (
              <label key={id} className="ops-check" hidden={query !== "" && !isFound(id)}>
                <input
                  type="checkbox"
                  name="surface_id"
                  value={id}
                  defaultChecked={picked.includes(id)}
                  {...attributes}
                />
                <span className="wrap-anywhere">{names[id] ?? id}</span>
              </label>
            ))}
          </Group>
        ))}
      </div>
      {sentence}
    </fieldset>
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
      <div className="grid gap-x-6 pb-2 sm:grid-cols-2 lg:grid-cols-3">{children}</div>
    </details>
  );
}
