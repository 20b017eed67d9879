import { linkPage } from "@/app/_public/link-page";
import { ConfirmPage } from "@/components/subscribe/link-pages";
import { readConfirmation } from "@/lib/services/subscriptions/confirm";
import { listOffered } from "@/lib/services/subscriptions/list-offered";

/** What a confirming mail links to. */
const page = linkPage({
  path: "/subscribe/confirm",
  title: "subscribe.confirm",
  load: async (ctx, { token }) => ({
    surfaces: listOffered(ctx).surfaces,
    asked: token === null ? null : await readConfirmation(ctx, token),
  }),
  View: ConfirmPage,
});

export default page;
export const generateMetadata = page.generateMetadata;
