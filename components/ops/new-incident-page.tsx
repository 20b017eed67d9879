import { Heading } from "./heading";
import { opsMessages } from "./ops-messages";
import { WriteFlow } from "./write-flow";
import type { StepAction, SurfaceGroup } from "./write-step";

type Props = {
  surfaces: { surface_id: string; version: number }[];
  names: Readonly<Record<string, string>>;
  groups: readonly SurfaceGroup[];
  step: StepAction;
};

/** The form that opens an incident on one surface or several. */
export function NewIncidentPage({ surfaces, names, groups, step }: Props) {
  const severities = Object.fromEntries(surfaces.map(({ surface_id: id }) => [id, ""]));
  const draft = { action: "open_incident", surfaces, severities, title: "", phase: "investigating", public_note: "" };
  return (
    <>
      <Heading title="New incident" />
      <p className="mb-4 max-w-3xl text-muted">
        It holds its surfaces until you resolve it, as a ticket does: probes go on counting, and a recovery shows.
      </p>
      <section aria-label="New incident" className="panel max-w-4xl p-4 sm:p-5">
        <WriteFlow messages={opsMessages} action={step} {...{ draft, names, groups }} />
      </section>
    </>
  );
}
