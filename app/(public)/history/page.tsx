import { publicPage } from "@/app/_public/public-page";
import { readFallback } from "@/components/history/fallback-notice";
import { HistoryPage, historyTitle } from "@/components/history/history-page";
import { t } from "@/components/messages/t";
import { toPageLayout } from "@/lib/output/page-layout";
import { Slug } from "@/lib/schemas/registry";
import { MonthBefore } from "@/lib/schemas/times";
import { readHistory } from "@/lib/services/public/read-months";

/** Incidents and measured outages by month: the last four, or those before `?before=2026-08`; of one surface with `?surface=raxx-app`. */
const page = publicPage({
  path: () => "/history",
  parameters: { before: MonthBefore, surface: Slug.nullable().catch(null) },
  load: async (ctx, { query, language }) => {
    const before = query.before ?? null;
    const surface = query.surface ?? null;
    const { months, older, isKnown, now, ...view } = await readHistory(ctx, before, surface);
    const { incidents, measured, calendar, isPartial, isLost, delays, ...freshness } = view;
    const entry = surface === null ? null : ctx.registry.find(surface);
    const shown = {
      ...{ incidents, measured, calendar, months, before, older, isPartial, isLost, delays },
      surface: entry && { id: entry.id, display_name: entry.display_name },
      surfaces: toPageLayout(ctx.registry, language).groups.flatMap((group) =>
        group.surfaces.map((id): [string, string] => [id, ctx.registry.displayName(id) ?? id]),
      ),
    };
    const data = { ...shown, now, fallback: readFallback(ctx.now, { now, ...freshness }) };
    return { ...freshness, data, content: [shown, freshness.stale], movedTo: isKnown ? undefined : "/history" };
  },
  summary: (messages, { surface }) => ({
    title: historyTitle(messages, surface),
    description: t(messages, "history.range"),
    image: null,
    ...(surface && { feeds: surface }),
  }),
  View: HistoryPage,
  client: "history",
});

export default page;
export const generateMetadata = page.generateMetadata;
