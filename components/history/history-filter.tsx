import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { Select } from "@/components/ui/select";

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
        <Select
          key={surfaceId}
          label={t(messages, "incident.surface")}
          name="surface"
          defaultValue={surfaceId}
          options={[["", t(messages, "history.all")], ...surfaces]}
          className="min-w-0 max-sm:grow"
        />
        <button type="submit" className="button h-11 py-0">
          {t(messages, "history.show")}
        </button>
      </form>
    </search>
  );
}
