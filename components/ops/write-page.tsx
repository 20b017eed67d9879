import type { OpsSurface } from "@/lib/schemas/ops";
import { Heading } from "./heading";
import { StateLabel } from "./state-label";
import { WritePanel } from "./write-panel";
import type { StepAction } from "./write-step";

type Props = { surfaces: readonly OpsSurface[]; action: string; step: StepAction };

/** One write on the surfaces that were selected on the dashboard. */
export function WritePage({ surfaces, action, step }: Props) {
  if (surfaces.length === 0) return <NothingPicked />;
  return (
    <>
      <Heading title={surfaces.length === 1 ? "1 surface" : `${surfaces.length} surfaces`} />
      <div className="grid gap-8 lg:grid-cols-2">
        <WritePanel surfaces={surfaces} action={action} step={step} path="/ops/write" />
        <ul aria-label="Selected surfaces" className="panel divide-y divide-line self-start max-lg:order-first">
          {surfaces.map((surface) => (
            <li key={surface.id} className="flex flex-wrap items-center justify-between gap-x-4 px-4 py-2">
              <a href={`/ops/surfaces/${surface.id}`} className="link">
                {surface.display_name}
              </a>
              <StateLabel state={surface.shown_state} />
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

function NothingPicked() {
  return (
    <>
      <Heading title="No surface selected" />
      <p className="text-muted">Select one or more on the dashboard, then choose an action.</p>
      <a href="/ops" className="ops-button mt-4">
        Back to the dashboard
      </a>
    </>
  );
}
