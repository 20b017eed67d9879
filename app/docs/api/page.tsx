import { notFound } from "next/navigation";
import { copyFor } from "@/components/copy/copy-for";
import type { ApiDocument } from "@/components/docs/api-document";
import { ApiPage } from "@/components/docs/api-page";
import description from "@/lib/generated/openapi.json";
import { requestContext } from "@/lib/http/handle";
import { keepPage } from "@/lib/http/keep-page";
import { readerLanguage } from "@/lib/http/reader";

export const dynamic = "force-dynamic";

/** The public API, for readers; reads no database. */
export default async function Page() {
  const ctx = requestContext();
  if (!ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT")) notFound();
  const copy = copyFor(await readerLanguage());
  keepPage(ctx, { validUntil: null, stale: false });
  return <ApiPage copy={copy} document={description as unknown as ApiDocument} />;
}
