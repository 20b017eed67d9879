import { linkPage } from "@/app/_public/link-page";
import { UnsubscribePage } from "@/components/subscribe/link-pages";

/** What each notice links to. */
const page = linkPage({
  path: "/unsubscribe",
  title: "subscribe.end",
  load: async () => ({}),
  View: UnsubscribePage,
});

export default page;
export const generateMetadata = page.generateMetadata;
