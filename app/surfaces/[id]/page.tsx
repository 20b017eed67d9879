import { copyFor } from "@/components/copy/copy-for";
import { noticeOf } from "@/components/history/last-known-notice";
import { SurfaceMeta } from "@/components/history/surface-meta";
import { SurfacePage } from "@/components/history/surface-page";
import { MissingPage } from "@/components/ui/missing-page";
import { keepPage, missPage } from "@/lib/http/keep-page";
import { pageContext } from "@/lib/http/page-context";
import { readerLanguage } from "@/lib/http/reader";
import { readSurfacePage } from "@/lib/usecases/read-chronicle";

export const dynamic = "force-dynamic";

/** One surface, by its id in the registry. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const ctx = pageContext();
  const { id } = await params;
  const copy = copyFor(await readerLanguage());
  const isThere = ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT") && ctx.registry.find(id);
  const view = isThere ? await readSurfacePage(ctx, id) : null;
  const surface = view?.chronicle.surfaces.find((it) => it.id === id);
  if (!view || !surface) {
    missPage(ctx);
    return <MissingPage copy={copy} />;
  }
  const { chronicle, days, figures, ...freshness } = view;
  keepPage(ctx, freshness);
  const { incidents, windows, now } = chronicle;
  return (
    <>
      <SurfaceMeta copy={copy} surface={surface} now={now} stale={freshness.stale} />
      <SurfacePage
        copy={copy}
        surface={surface}
        incidents={incidents}
        windows={windows}
        now={now}
        days={days}
        figures={figures}
        notice={noticeOf(copy, `/surfaces/${id}`, chronicle, ctx.now)}
      />
    </>
  );
}
