import { notFound } from "next/navigation";
import { copyFor } from "@/components/copy/copy-for";
import { noticeOf } from "@/components/history/last-known-notice";
import { SurfaceMeta } from "@/components/history/surface-meta";
import { SurfacePage } from "@/components/history/surface-page";
import { requestContext } from "@/lib/http/handle";
import { keepPage } from "@/lib/http/keep-page";
import { readerLanguage } from "@/lib/http/reader";
import { readSurfacePage } from "@/lib/usecases/read-chronicle";

export const dynamic = "force-dynamic";

/** One surface, by its id in the registry. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const ctx = requestContext();
  const { id } = await params;
  if (!ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT") || !ctx.registry.find(id)) notFound();
  const { chronicle, days, figures, ...freshness } = await readSurfacePage(ctx, id);
  const surface = chronicle.surfaces.find((it) => it.id === id) ?? notFound();
  const copy = copyFor(await readerLanguage());
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
