import { linkPage } from "@/app/_public/link-page";
import { ConfirmPage } from "@/components/subscribe/link-pages";

/** What a confirming mail links to. */
const page = linkPage({
  path: "/subscribe/confirm",
  title: "subscribe.confirm",
  load: async () => ({}),
  View: ConfirmPage,
});

export default page;
export const generateMetadata = page.generateMetadata;
