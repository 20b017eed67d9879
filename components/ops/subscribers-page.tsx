import type { ActStep } from "@/lib/schemas/ops-form";
import type { ImportStep } from "@/lib/schemas/ops-import-form";
import type { OpsSubscribers } from "@/lib/schemas/ops-subscribers";
import { ActButton } from "./act-button";
import { Fact } from "./fact";
import { Heading, Section } from "./heading";
import { LimitTable } from "./limit-table";
import { SubscriberImport } from "./subscriber-import";
import { spanText, When, WhenOr } from "./when";

type Act = (before: ActStep, form: FormData) => Promise<ActStep>;
type Props = {
  outbox: OpsSubscribers;
  names: Readonly<Record<string, string>>;
  resend: Act;
  stepImport: (before: ImportStep, form: FormData) => Promise<ImportStep>;
  /** Prefix of the request ids of this page's actions. */
  requestId: string;
};

/** Who is told, in numbers; what waits; and what became of the latest notices. */
export function SubscribersPage({ outbox, names, resend, stepImport, requestId }: Props) {
  return (
    <>
      <Heading title="Subscribers" />
      <div className="space-y-8">
        {outbox.channels.length === 0 && <p className="text-muted">No channel is set up: nobody can subscribe.</p>}
        <Section id="queue" title="Queue">
          <Queue outbox={outbox} />
          <div className="mt-3">
            <ActButton action={resend} fields={{}} requestId={`${requestId}-r`} label="Send dead letters again" />
          </div>
        </Section>
        <Section id="limits" title="Limits of sign-ups">
          <LimitTable limits={outbox.limits} />
        </Section>
        <Section id="counts" title="Subscribers">
          <Counts outbox={outbox} names={names} />
        </Section>
        <Section id="events" title="Latest notices">
          <Events events={outbox.events} names={names} />
        </Section>
        {outbox.channels.includes("email") && (
          <Section id="import" title="Import">
            <SubscriberImport action={stepImport} names={names} />
          </Section>
        )}
      </div>
    </>
  );
}

const delayText = (ms: number | null, otherwise = "none sent"): string => (ms === null ? otherwise : spanText(ms));

function Queue({ outbox: { queue, delays, page_delays: shown } }: Pick<Props, "outbox">) {
  return (
    <dl className="ops-facts">
      <Fact term="Waiting">{queue.due}</Fact>
      <Fact term="Oldest">
        <WhenOr at={queue.oldest_due_at} otherwise="nothing waits" />
      </Fact>
      <Fact term="Half are sent within">{delayText(delays.p50_ms)}</Fact>
      <Fact term="95 % are sent within">{delayText(delays.p95_ms)}</Fact>
      <Fact term="Half are on the page within">{delayText(shown.p50_ms, "no incident yet")}</Fact>
      <Fact term="95 % are on the page within">{delayText(shown.p95_ms, "no incident yet")}</Fact>
    </dl>
  );
}

function Counts({ outbox: { counts, surfaces }, names }: Pick<Props, "outbox" | "names">) {
  if (counts.length === 0) return <p className="text-muted">Nobody has subscribed yet.</p>;
  return (
    <>
      <dl className="ops-facts">
        {counts.map(({ channel, state, count }) => (
          <Fact key={`${channel} ${state}`} term={`${channel.replace("_", " ")}, ${state}`}>
            {count}
          </Fact>
        ))}
      </dl>
      <dl className="ops-facts mt-4">
        {surfaces.map(({ surface_id: id, count }) => (
          <Fact key={id} term={id === null ? "All surfaces" : (names[id] ?? id)}>
            {count}
          </Fact>
        ))}
      </dl>
    </>
  );
}

const STEPS: Record<string, string> = { reminder_24h: "reminder, 24 h before", reminder_1h: "reminder, 1 h before" };

/** `incident:10` → `Incident inc_00010`, `surface:api` → its name. */
function subjectText(subject: string, names: Props["names"]): string {
  const [kind = "", id = ""] = subject.split(/:(.*)/s);
  if (kind === "surface") return names[id] ?? id;
  if (kind === "window") return `Maintenance ${id}`;
  const number = kind === "incident" || kind === "postmortem" ? `inc_${id.padStart(5, "0")}` : id;
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${number}`;
}

function Events({ events, names }: Pick<OpsSubscribers, "events"> & Pick<Props, "names">) {
  if (events.length === 0) return <p className="text-muted">Nothing has been told yet.</p>;
  return (
    <table className="ops-table">
      <thead>
        <tr>
          <th scope="col">Notice</th>
          <th scope="col">When</th>
          <th scope="col">Deliveries</th>
        </tr>
      </thead>
      <tbody>
        {events.map(({ id, subject, step, created_at: at, deliveries }) => (
          <tr key={id}>
            <th scope="row">
              {subjectText(subject, names)} <span className="font-normal">{STEPS[step] ?? step}</span>
            </th>
            <td data-label="When">
              <When at={at} />
            </td>
            <td data-label="Deliveries">
              {Object.entries(deliveries)
                .map(([outcome, count]) => `${count} ${outcome}`)
                .join(", ") || "nobody"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
