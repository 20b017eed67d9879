import { notFound } from "next/navigation";
import { HistoryPage } from "@/components/history/history-page";
import { requestContext } from "@/lib/http/handle";
import { keepPage } from "@/lib/http/keep-page";
import { readChronicle } from "@/lib/usecases/read-chronicle";

export const dynamic = "force-dynamic";

/** Incidents of 90 days. */
export default async function Page() {
  const ctx = requestContext();
  if (!ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT")) notFound();
  const { chronicle, validUntil } = await readChronicle(ctx);
  keepPage(ctx, validUntil);
  return <HistoryPage incidents={chronicle.incidents} now={chronicle.now} />;
}
