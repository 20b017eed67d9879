import { publicPage } from "@/app/_public/public-page";
import { frontPreview } from "@/components/status/front-preview";
import { StatusPage } from "@/components/status/status-page";
import { toPageLayout } from "@/lib/output/page-layout";
import { statusResponse } from "@/lib/output/responses";
import { readPage } from "@/lib/services/public/read-page";

/** The front page: what is true now, for everyone. */
const page = publicPage({
  path: () => "/",
  load: async (ctx, { language }) => {
    const { status, history, windows, ...freshness } = await readPage(ctx);
    const content = [statusResponse({ status, ...freshness }).content, history.surfaces, windows];
    return {
      ...freshness,
      data: { initial: status, history, windows, layout: toPageLayout(ctx.registry, language) },
      content,
    };
  },
  summary: frontPreview,
  View: StatusPage,
  client: "front",
});

export default page;
export const generateMetadata = page.generateMetadata;
