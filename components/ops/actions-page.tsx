import type { OpsAction } from "@/lib/schemas/ops-answers";
import { Heading } from "./heading";
import { When } from "./when";

/** The operators' requests, newest first. */
export function ActionsPage({ actions }: { actions: readonly OpsAction[] }) {
  return (
    <>
      <Heading title="Operator actions" />
      {actions.length === 0 && <p className="text-muted">No actions yet.</p>}
      <ol className="panel divide-y divide-line empty:hidden">
        {actions.map((act) => (
          <li key={act.id} className="px-4 py-2.5 text-sm">
            <p className="flex flex-wrap gap-x-3">
              <span className="font-medium">{act.action}</span>
              <span className="wrap-anywhere">{act.actor}</span>
              <span className="text-muted">
                <When at={act.created_at} />
              </span>
            </p>
            <p className="text-muted wrap-anywhere">{JSON.stringify(act.asked)}</p>
          </li>
        ))}
      </ol>
    </>
  );
}
