import { notFound } from "next/navigation";
import { copyFor } from "@/components/copy/copy-for";
import { IncidentMeta } from "@/components/history/incident-meta";
import { IncidentPage } from "@/components/history/incident-page";
import { noticeOf } from "@/components/history/last-known-notice";
import { requestContext } from "@/lib/http/handle";
import { keepPage } from "@/lib/http/keep-page";
import { readerLanguage } from "@/lib/http/reader";
import { readChronicle } from "@/lib/usecases/read-chronicle";

export const dynamic = "force-dynamic";

/** One incident, by its public id. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const ctx = requestContext();
  const { id } = await params;
  if (!ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT") || !/^inc_\d{5,}$/.test(id)) notFound();
  const { chronicle, ...freshness } = await readChronicle(ctx);
  const incident = chronicle.incidents.find((it) => it.id === id) ?? notFound();
  const copy = copyFor(await readerLanguage());
  keepPage(ctx, freshness);
  return (
    <>
      <IncidentMeta copy={copy} incident={incident} now={chronicle.now} />
      <IncidentPage
        copy={copy}
        incident={incident}
        now={chronicle.now}
        notice={noticeOf(copy, `/incidents/${id}`, chronicle, ctx.now)}
      />
    </>
  );
}
