import { copyFor } from "@/components/copy/copy-for";
import type { ApiDocument } from "@/components/docs/api-document";
import { ApiPage } from "@/components/docs/api-page";
import { MissingPage } from "@/components/ui/missing-page";
import description from "@/lib/generated/openapi.json";
import { keepPage, missPage } from "@/lib/http/keep-page";
import { pageContext } from "@/lib/http/page-context";
import { readerLanguage } from "@/lib/http/reader";

export const dynamic = "force-dynamic";

/** The public API, for readers; reads no database. */
export default async function Page() {
  const ctx = pageContext();
  const copy = copyFor(await readerLanguage());
  if (!ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT")) {
    missPage(ctx);
    return <MissingPage copy={copy} />;
  }
  keepPage(ctx, { validUntil: null, stale: false });
  return <ApiPage copy={copy} document={description as unknown as ApiDocument} />;
}
