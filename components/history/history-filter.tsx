import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";

type Props = {
  messages: Messages;
  /** Each service's id and name. */
  surfaces: readonly (readonly [id: string, name: string])[];
  surfaceId: string;
  before: string | null;
};

/** Asks for the history of one service: a form of its own, which needs no scripts. */
export function HistoryFilter({ messages, surfaces, surfaceId, before }: Props) {
  return (
    <search className="mt-4 block print:hidden">
      <form action={linkTo(messages, "/history")} method="get" className="flex items-end gap-3">
        {before && <input type="hidden" name="before" value={before} />}
        <label className="min-w-0 text-sm max-sm:grow">
          <span className="mb-1 block text-muted">{t(messages, "incident.surface")}</span>
          <select
            key={surfaceId}
            name="surface"
            defaultValue={surfaceId}
            className="h-11 w-full min-w-0 rounded-[0.625rem] border border-muted bg-panel px-3 text-base text-ink"
          >
            <option value="">{t(messages, "history.all")}</option>
            {surfaces.map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="button h-11 py-0">
          {t(messages, "history.show")}
        </button>
      </form>
    </search>
  );
}
