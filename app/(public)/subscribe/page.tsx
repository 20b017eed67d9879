import { publicPage } from "@/app/_public/public-page";
import { t } from "@/components/messages/t";
import { SubscribePage } from "@/components/subscribe/subscribe-page";
import { FormParameters } from "@/lib/schemas/subscriptions";
import { listOffered } from "@/lib/services/subscriptions/list-offered";

/** The sign-up; its form posts to the same address, which app/api/subscribe answers (contract §20.1). */
const page = publicPage({
  path: () => "/subscribe",
  parameters: FormParameters,
  load: async (ctx, { query: { done = null, problem = null } }) => {
    const offered = listOffered(ctx);
    const data = { ...offered, done, problem, now: ctx.now };
    return { data, content: [offered, done, problem], validUntil: null, stale: false };
  },
  summary: (messages) => ({
    title: t(messages, "subscribe.title"),
    description: t(messages, "subscribe.about"),
    image: null,
  }),
  View: SubscribePage,
  style: "subscribe",
});

export default page;
export const generateMetadata = page.generateMetadata;
