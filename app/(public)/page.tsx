import { publicPage } from "@/app/_public/public-page";
import { frontPreview } from "@/components/status/front-preview";
import { StatusPage } from "@/components/status/status-page";
import { statusResponse } from "@/lib/output/responses";
import { readPage } from "@/lib/services/public/read-page";

/** The front page: what is true now, for everyone. */
const page = publicPage({
  path: () => "/",
  load: async (ctx) => {
    const { status, history, windows, ...freshness } = await readPage(ctx);
    const content = [statusResponse({ status, ...freshness }).content, history.surfaces, windows];
    return { ...freshness, data: { initial: status, history, windows }, content };
  },
  summary: frontPreview,
  View: StatusPage,
  client: "front",
});

export default page;
export const generateMetadata = page.generateMetadata;
