"use client";

import { StateIcon } from "@/components/status/state-icon";
import { stateOfSeverity, TICKET_SEVERITIES } from "@/lib/core/engine/states";
import type { WriteDraft } from "@/lib/schemas/ops-form";
import { useFieldError } from "./form-errors";
import { SurfaceGroups } from "./surface-groups";
import type { SurfaceGroup } from "./write-step";

type Names = Readonly<Record<string, string>>;
type Props = { write: WriteDraft; names: Names; groups: readonly SurfaceGroup[] };

/** Which surfaces the incident is on, and how bad it is on each: one tap says both. */
export function AffectedFields({ write, names, groups }: Props) {
  const { severities = {}, surfaces = [] } = write;
  const seen = new Set(surfaces.map(({ surface_id: id }) => id));
  // Without what its operator has seen of it, a surface can't be written.
  const offered = groups
    .map(({ title, ids }) => ({ title, ids: ids.filter((id) => seen.has(id)) }))
    .filter(({ ids }) => ids.length > 0);
  const { attributes, sentence } = useFieldError("surfaces");
  const picked = Object.keys(severities).filter((id) => severities[id]);
  return (
    <fieldset tabIndex={-1} className="min-w-0" {...attributes}>
      <legend className="ops-legend">Surfaces, and how bad it is on each</legend>
      <SurfaceGroups
        {...{ names, picked }}
        groups={offered}
        layout="divide-y divide-line"
        row={(id, isHidden) => (
          <Surface key={id} {...{ id, isHidden }} name={names[id] ?? id} severity={severities[id] ?? ""} />
        )}
      />
      {sentence}
    </fieldset>
  );
}

/** Short enough for four beside each other on a phone. */
const LABELS = { degraded: "Degraded", partial: "Partial", down: "Down" } as const;

type SurfaceProps = { id: string; name: string; severity: string; isHidden: boolean };

function Surface({ id, name, severity, isHidden }: SurfaceProps) {
  return (
    <fieldset className="ops-affected" hidden={isHidden}>
      <legend className="wrap-anywhere">{name}</legend>
      <div className="ops-severities">
        {TICKET_SEVERITIES.toReversed().map((each) => (
          <label key={each} data-state={stateOfSeverity(each)} className="ops-severity">
            <input type="radio" name={`severity.${id}`} value={each} defaultChecked={severity === each} />
            <StateIcon state={stateOfSeverity(each)} />
            <span>{LABELS[each]}</span>
          </label>
        ))}
        <label className="ops-severity ops-unaffected">
          <input type="radio" name={`severity.${id}`} value="" defaultChecked={severity === ""} />
          <span>Not affected</span>
        </label>
      </div>
    </fieldset>
  );
}
