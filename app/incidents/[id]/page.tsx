import { copyFor } from "@/components/copy/copy-for";
import { IncidentMeta } from "@/components/history/incident-meta";
import { IncidentPage } from "@/components/history/incident-page";
import { noticeOf } from "@/components/history/last-known-notice";
import { MissingPage } from "@/components/ui/missing-page";
import type { Context } from "@/lib/context";
import { keepPage, missPage } from "@/lib/http/keep-page";
import { pageContext } from "@/lib/http/page-context";
import { readerLanguage } from "@/lib/http/reader";
import { readIncident } from "@/lib/usecases/read-incident";

export const dynamic = "force-dynamic";

/** One incident, by its public id. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const ctx = pageContext();
  const [{ id }, copy] = [await params, copyFor(await readerLanguage())];
  const view = await incidentOf(ctx, id);
  if (!view?.incident) {
    missPage(ctx);
    return <MissingPage copy={copy} />;
  }
  const { incident, now } = view;
  keepPage(ctx, view);
  return (
    <>
      <IncidentMeta copy={copy} incident={incident} now={now} />
      <IncidentPage
        copy={copy}
        incident={incident}
        now={now}
        notice={noticeOf(copy, `/incidents/${id}`, view, ctx.now)}
      />
    </>
  );
}

async function incidentOf(ctx: Context, id: string) {
  if (!ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT") || !/^inc_\d{5,15}$/.test(id)) return null;
  return readIncident(ctx, id);
}
