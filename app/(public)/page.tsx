import { publicPage } from "@/app/_public/public-page";
import { LiveStatus } from "@/components/status/live-status";
import { frontPreview } from "@/components/status/summary";
import { toPageLayout } from "@/lib/output/page-layout";
import { pageResponse } from "@/lib/output/responses";
import { readPage } from "@/lib/services/public/read-page";

/** The front page: what is true now, for everyone. */
const page = publicPage({
  path: () => "/",
  load: async (ctx, { language }) => {
    const { body, content, ...freshness } = pageResponse(await readPage(ctx));
    const isDemo = ctx.env.flag("DEMO");
    return { ...freshness, data: { initial: body, layout: toPageLayout(ctx.registry, language), isDemo }, content };
  },
  summary: frontPreview,
  View: LiveStatus,
  client: "front",
  style: "front",
});

export default page;
export const generateMetadata = page.generateMetadata;
