import type { ReactNode } from "react";
import type { OpsAction } from "@/lib/schemas/ops-answers";
import { actionSentence } from "./action-sentence";
import { Heading } from "./heading";
import { When } from "./when";

/** What operators did, newest first, in sentences. */
export function ActionsPage({
  actions,
  names,
}: {
  actions: readonly OpsAction[];
  names: Readonly<Record<string, string>>;
}) {
  return (
    <>
      <Heading title="Operator actions">
        <a href="/ops/audit" className="ops-quiet">
          Audit log
        </a>
      </Heading>
      {actions.length === 0 && <p className="text-muted">No actions yet.</p>}
      <ol className="panel divide-y divide-line empty:hidden">
        {actions.map((act) => (
          <li key={act.id} className="px-4 py-2.5 text-sm">
            <p className="wrap-anywhere">
              <span className="font-medium">{actorName(act.actor)}</span> {withTimes(actionSentence(act, names))}
            </p>
            <p className="text-muted">
              <When at={act.created_at} />
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}

/** Who acted, without the kind of actor; maintenance that a client schedules has no other name. */
const actorName = (actor: string): string =>
  actor === "schedule" ? "A client" : actor.replace(/^(?:operator|service):/, "");

/** As `actionSentence` writes times. */
const INSTANT = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)/;

/** A sentence with its own instants in the zone that the operator chose; what it quotes stays as it was written. */
function withTimes(sentence: string): ReactNode[] {
  const [own = "", ...quoted] = sentence.split(/(?=“)/);
  return [
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence keep their places
    ...own.split(INSTANT).map((part, index) => (INSTANT.test(part) ? <When key={index} at={part} /> : part)),
    quoted.join(""),
  ];
}
