import type { OpsSurface } from "@/lib/schemas/ops";
import type { ActStep } from "@/lib/schemas/ops-form";
import { ActButton } from "./act-button";
import { AuditRows } from "./audit-rows";
import { Marks } from "./dashboard-row";
import { Facts, Sources } from "./evidence";
import { Section } from "./heading";
import { StateLabel } from "./state-label";
import { agoText, When } from "./when";
import { WritePanel } from "./write-panel";
import type { StepAction } from "./write-step";

type Act = (before: ActStep, form: FormData) => Promise<ActStep>;
type Props = {
  surface: OpsSurface;
  now: string;
  action: string;
  lasts?: string;
  step: StepAction;
  mute: Act;
  requestId: string;
};

/** One surface: its sources, evidence and log, and the forms that change what customers read about it. */
export function SurfacePage({ surface, now, action, lasts, step, mute, requestId }: Props) {
  const { id } = surface;
  return (
    <>
      <div className="mb-5" data-state={surface.shown_state}>
        <h1 className="font-semibold text-2xl wrap-anywhere">{surface.display_name}</h1>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StateLabel state={surface.shown_state} />
          <span className="text-muted">
            since <When at={surface.state_since} /> ({agoText(surface.state_since, now)})
          </span>
          <Marks surface={surface} />
        </p>
        <p className="text-muted">{surface.because}</p>
        {surface.public_note && <p className="mt-1 wrap-anywhere">“{surface.public_note}”</p>}
      </div>
      <div className="grid gap-x-8 gap-y-8 lg:grid-cols-2">
        <WritePanel surfaces={[surface]} {...{ action, lasts, step }} path={`/ops/surfaces/${id}`} />
        <div className="min-w-0 space-y-8">
          <Section id="because" title="Why this state">
            <Sources surface={surface} />
            {surface.overridden_by && <Override surface={surface} />}
          </Section>
          <Section id="evidence" title="Evidence">
            <Facts surface={surface} now={now} />
          </Section>
          {surface.alerts && (
            <Section id="alerts" title="Alerts">
              <p className="mb-2 text-sm">
                {surface.alerts === "muted"
                  ? "Muted: no alert is sent when it is down or back."
                  : "An alert is sent when it is down, and when it is back."}
              </p>
              <ActButton
                action={mute}
                fields={{ surface: id, mute: surface.alerts === "muted" ? "0" : "1" }}
                requestId={requestId}
                label={surface.alerts === "muted" ? "Turn alerts on" : "Mute alerts"}
              />
            </Section>
          )}
          <Section id="log" title="Audit log">
            <AuditRows rows={surface.state_audit_log} />
            <a href={`/ops/audit?surface=${id}`} className="link inline-flex min-h-11 items-center text-sm">
              All audit rows of {surface.display_name}
            </a>
          </Section>
        </div>
      </div>
    </>
  );
}

const Override = ({ surface }: { surface: OpsSurface }) => (
  <p className="text-sm">
    Overridden by {surface.overridden_by}
    {surface.override_since && (
      <>
        {" "}
        since <When at={surface.override_since} />
      </>
    )}
    {surface.override_expires_at && (
      <>
        , until <When at={surface.override_expires_at} />
      </>
    )}
    .
  </p>
);
