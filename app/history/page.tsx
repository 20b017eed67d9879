import { copyFor } from "@/components/copy/copy-for";
import { linkTo } from "@/components/copy/link-to";
import { say } from "@/components/copy/say";
import { HistoryPage } from "@/components/history/history-page";
import { noticeOf } from "@/components/history/last-known-notice";
import { MissingPage } from "@/components/ui/missing-page";
import { PageMeta } from "@/components/ui/page-meta";
import { keepPage, missPage } from "@/lib/http/keep-page";
import { pageContext } from "@/lib/http/page-context";
import { readerLanguage } from "@/lib/http/reader";
import { MonthBefore } from "@/lib/schemas/month";
import { readHistory } from "@/lib/usecases/read-history";

export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Incidents by month: the last four, or those before `?before=2026-08`. */
export default async function Page({ searchParams }: Props) {
  const ctx = pageContext();
  const copy = copyFor(await readerLanguage());
  if (!ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT")) {
    missPage(ctx);
    return <MissingPage copy={copy} />;
  }
  const before = MonthBefore.parse((await searchParams).before);
  const view = await readHistory(ctx, before);
  keepPage(ctx, view);
  return (
    <>
      <PageMeta
        copy={copy}
        title={say(copy, "history.title")}
        description={say(copy, "history.range")}
        image={null}
        path={linkTo(copy, "/history", before ? { before } : {})}
      />
      <HistoryPage
        copy={copy}
        incidents={view.incidents}
        before={before}
        older={view.older}
        now={view.now}
        notice={noticeOf(copy, "/history", view, ctx.now)}
      />
    </>
  );
}
