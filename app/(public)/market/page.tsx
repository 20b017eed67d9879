import { publicPage } from "@/app/_public/public-page";
import { MarketPage } from "@/components/market/market-page";
import { t } from "@/components/messages/t";
import { marketTime } from "@/lib/core/market/market-time";

/** The market's hours in full. It needs no source but the calendar, so it is never stale. */
const page = publicPage({
  path: () => "/market",
  load: async ({ now }) => {
    const market = marketTime(now);
    const { market_state, next_event, holiday } = market;
    const validUntil = Date.parse(next_event.at);
    return { data: { market }, content: [market_state, next_event, holiday], validUntil, stale: false };
  },
  summary: (messages) => ({
    title: t(messages, "market.title"),
    description: t(messages, "market.about"),
    image: null,
  }),
  View: MarketPage,
  client: "market",
});

export default page;
export const generateMetadata = page.generateMetadata;
