import { notFound } from "next/navigation";
import { SurfacePage } from "@/components/history/surface-page";
import { keepHeaders } from "@/lib/edge/keep";
import { requestContext } from "@/lib/http/handle";
import { STATUS_TAG } from "@/lib/public/answers";
import { readChronicle } from "@/lib/usecases/read-chronicle";

export const dynamic = "force-dynamic";

/** One surface, by its id in the registry. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const ctx = requestContext();
  const { id } = await params;
  if (!ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT") || !ctx.registry.find(id)) notFound();
  const { chronicle, validUntil } = await readChronicle(ctx);
  const surface = chronicle.surfaces.find((it) => it.id === id) ?? notFound();
  const headers = keepHeaders({ browser: "public, max-age=0", tags: [STATUS_TAG], validUntil, now: ctx.now });
  ctx.scope.keep = { headers };
  const { incidents, windows, now } = chronicle;
  return <SurfacePage surface={surface} incidents={incidents} windows={windows} now={now} />;
}
