import { notFound } from "next/navigation";
import { StatusPage } from "@/components/status/status-page";
import { keepHeaders } from "@/lib/edge/keep";
import { requestContext } from "@/lib/http/handle";
import { STATUS_TAG } from "@/lib/public/answers";
import { readPublic } from "@/lib/usecases/read-public";

export const dynamic = "force-dynamic";

/** The page: what is true now, for everyone. */
export default async function Page() {
  const ctx = requestContext();
  if (!ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT")) notFound();
  const { status, validUntil } = await readPublic(ctx);
  const headers = keepHeaders({ browser: "public, max-age=0", tags: [STATUS_TAG], validUntil, now: ctx.now });
  ctx.scope.keep = { headers };
  return <StatusPage initial={status} />;
}
