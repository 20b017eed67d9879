import { publicPage } from "@/app/_public/public-page";
import { readFallback } from "@/components/history/fallback-notice";
import { HistoryPage } from "@/components/history/history-page";
import { t } from "@/components/messages/t";
import { MonthBefore } from "@/lib/schemas/times";
import { readHistory } from "@/lib/services/public/read-months";

/** Incidents and measured outages by month: the last four, or those before `?before=2026-08`. */
const page = publicPage({
  path: () => "/history",
  parameters: { before: MonthBefore },
  load: async (ctx, { query }) => {
    const before = query.before ?? null;
    const { months, older, isKnown, now, ...view } = await readHistory(ctx, before);
    const { incidents, measured, isPartial, isLost, ...freshness } = view;
    const shown = { incidents, measured, months, before, older, isPartial, isLost };
    const data = { ...shown, now, fallback: readFallback(ctx.now, { now, ...freshness }) };
    return { ...freshness, data, content: [shown, freshness.stale], isUnknownQuery: !isKnown };
  },
  summary: (messages) => ({
    title: t(messages, "history.title"),
    description: t(messages, "history.range"),
    image: null,
  }),
  View: HistoryPage,
  client: "history",
});

export default page;
export const generateMetadata = page.generateMetadata;
