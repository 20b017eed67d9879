import { type Messages, t } from "@/components/messages/t";
import type { Category } from "@/lib/core/engine/states";
import type { PageHistory } from "@/lib/schemas/public";
import type { Surface } from "./page-data";
import { inCategory } from "./surface-order";
import { SurfaceRow } from "./surface-row";

type Props = {
  messages: Messages;
  category: Category;
  surfaces: readonly Surface[];
  history: PageHistory;
  now: number;
};

/** One category with every surface, trouble first. */
export function CategoryPanel({ messages, category, surfaces, history, now }: Props) {
  const list = inCategory(surfaces, category);
  if (list.length === 0) return null;
  const operational = list.filter((surface) => surface.state === "OPERATIONAL").length;
  const id = `category-${category}`;
  return (
    <section aria-labelledby={id}>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id={id} className="section-title">
          {t(messages, `categories.${category}`)}
        </h2>
        <p className="text-muted text-sm tabular-nums">
          {t(messages, "surface.tally", { operational, total: list.length })}
        </p>
      </div>
      <ul className="panel divide-y divide-line">
        {list.map((surface) => (
          <SurfaceRow key={surface.id} messages={messages} surface={surface} history={history} now={now} />
        ))}
      </ul>
    </section>
  );
}
