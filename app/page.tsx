import { copyFor } from "@/components/copy/copy-for";
import { linkTo } from "@/components/copy/link-to";
import { say } from "@/components/copy/say";
import { FeedHead } from "@/components/history/feed-head";
import { StatusPage } from "@/components/status/status-page";
import { summarize } from "@/components/status/summary";
import { MissingPage } from "@/components/ui/missing-page";
import { asOf, PageMeta } from "@/components/ui/page-meta";
import { isPageHeld, keepPage, missPage } from "@/lib/http/keep-page";
import { pageContext } from "@/lib/http/page-context";
import { readerLanguage } from "@/lib/http/reader";
import { statusAnswer } from "@/lib/public/answers";
import { readPage } from "@/lib/usecases/read-public";

export const dynamic = "force-dynamic";

/** The page: what is true now, for everyone. */
export default async function Page() {
  const ctx = pageContext();
  const copy = copyFor(await readerLanguage());
  if (!ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT")) {
    missPage(ctx);
    return <MissingPage copy={copy} />;
  }
  const { status, history, windows, ...freshness } = await readPage(ctx);
  keepPage(ctx, freshness);
  if (await isPageHeld(ctx, [statusAnswer({ status, ...freshness }).content, history.surfaces, windows])) return null;
  const { state, headline } = summarize(copy, status.surfaces);
  const { stale } = freshness;
  return (
    <>
      <PageMeta
        copy={copy}
        title={stale ? say(copy, "banner.lastKnownTab", { text: headline }) : headline}
        description={asOf(copy, status.generated_at, say(copy, "frame.description"))}
        image={stale ? "UNKNOWN" : state}
        path={linkTo(copy, "/")}
      />
      <FeedHead copy={copy} />
      <StatusPage copy={copy} initial={status} history={history} windows={windows} />
    </>
  );
}
