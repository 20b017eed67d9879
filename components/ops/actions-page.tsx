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
      <Heading title="Operator actions" />
      {actions.length === 0 && <p className="text-muted">No actions yet.</p>}
      <ol className="panel divide-y divide-line empty:hidden">
        {actions.map((act) => (
          <li key={act.id} className="px-4 py-2.5 text-sm">
            <p className="wrap-anywhere">
              <span className="font-medium">{act.actor.replace(/^(?:operator|service):/, "")}</span>{" "}
              {actionSentence(act, names)}
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
