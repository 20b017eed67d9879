import { publicPage } from "@/app/_public/public-page";
import { LiveStatus } from "@/components/status/live-status";
import { packPage } from "@/components/status/packed-page";
import { frontPreview } from "@/components/status/summary";
import { toPageLayout, toPageTexts } from "@/lib/output/page-layout";
import { pageResponse } from "@/lib/output/responses";
import { buildRegistry } from "@/lib/platform/registry";
import { readPage } from "@/lib/services/public/read-page";

/** The registry that the browser's texts are of. */
const BUILT = buildRegistry({});

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
  pack: (data, language) => packPage(data, toPageTexts(BUILT, language)),
  style: "front",
});

export default page;
export const generateMetadata = page.generateMetadata;
