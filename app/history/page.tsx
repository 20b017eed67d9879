import { notFound } from "next/navigation";
import { copyFor } from "@/components/copy/copy-for";
import { linkTo } from "@/components/copy/link-to";
import { say } from "@/components/copy/say";
import { HistoryPage } from "@/components/history/history-page";
import { noticeOf } from "@/components/history/last-known-notice";
import { PageMeta } from "@/components/ui/page-meta";
import { requestContext } from "@/lib/http/handle";
import { keepPage } from "@/lib/http/keep-page";
import { readerLanguage } from "@/lib/http/reader";
import { readChronicle } from "@/lib/usecases/read-chronicle";

export const dynamic = "force-dynamic";

/** Incidents of 90 days. */
export default async function Page() {
  const ctx = requestContext();
  if (!ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT")) notFound();
  const { chronicle, ...freshness } = await readChronicle(ctx);
  const copy = copyFor(await readerLanguage());
  keepPage(ctx, freshness);
  return (
    <>
      <PageMeta
        copy={copy}
        title={say(copy, "history.title")}
        description={say(copy, "history.range")}
        image={null}
        path={linkTo(copy, "/history")}
      />
      <HistoryPage
        copy={copy}
        incidents={chronicle.incidents}
        now={chronicle.now}
        notice={noticeOf(copy, "/history", chronicle, ctx.now)}
      />
    </>
  );
}
