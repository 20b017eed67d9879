import { notFound } from "next/navigation";
import { HistoryPage } from "@/components/history/history-page";
import { keepHeaders } from "@/lib/edge/keep";
import { requestContext } from "@/lib/http/handle";
import { STATUS_TAG } from "@/lib/public/answers";
import { readChronicle } from "@/lib/usecases/read-chronicle";

export const dynamic = "force-dynamic";

/** Incidents of 90 days. */
export default async function Page() {
  const ctx = requestContext();
  if (!ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT")) notFound();
  const { chronicle, validUntil } = await readChronicle(ctx);
  const headers = keepHeaders({ browser: "public, max-age=0", tags: [STATUS_TAG], validUntil, now: ctx.now });
  ctx.scope.keep = { headers };
  return <HistoryPage incidents={chronicle.incidents} now={chronicle.now} />;
}
