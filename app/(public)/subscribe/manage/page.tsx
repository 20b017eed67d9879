import { linkPage } from "@/app/_public/link-page";
import { ManagePage } from "@/components/subscribe/link-pages";
import { listOffered } from "@/lib/services/subscriptions/list-offered";
import { readSubscription } from "@/lib/services/subscriptions/manage";

/** What a managing mail links to. */
const page = linkPage({
  path: "/subscribe/manage",
  title: "subscribe.manage",
  load: async (ctx, { token }) => ({
    surfaces: listOffered(ctx).surfaces,
    subscription: token === null ? null : await readSubscription(ctx, token),
  }),
  View: ManagePage,
});

export default page;
export const generateMetadata = page.generateMetadata;
