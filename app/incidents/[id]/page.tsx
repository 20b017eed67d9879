import { notFound } from "next/navigation";
import { IncidentPage } from "@/components/history/incident-page";
import { keepHeaders } from "@/lib/edge/keep";
import { requestContext } from "@/lib/http/handle";
import { STATUS_TAG } from "@/lib/public/answers";
import { readChronicle } from "@/lib/usecases/read-chronicle";

export const dynamic = "force-dynamic";

/** One incident, by its public id. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const ctx = requestContext();
  const { id } = await params;
  if (!ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT") || !/^inc_\d{5,}$/.test(id)) notFound();
  const { chronicle, validUntil } = await readChronicle(ctx);
  const incident = chronicle.incidents.find((it) => it.id === id) ?? notFound();
  const headers = keepHeaders({ browser: "public, max-age=0", tags: [STATUS_TAG], validUntil, now: ctx.now });
  ctx.scope.keep = { headers };
  return <IncidentPage incident={incident} now={chronicle.now} />;
}
