import { copyFor } from "@/components/copy/copy-for";
import { FeedHead } from "@/components/history/feed-head";
import { StatusPage } from "@/components/status/status-page";
import { MissingPage } from "@/components/ui/missing-page";
import { missPage } from "@/lib/http/keep-page";
import { pageContext } from "@/lib/http/page-context";
import { readerLanguage } from "@/lib/http/reader";

export const dynamic = "force-dynamic";

/** The shell of the front page; what is true now is filled in by the door beside this file (docs/decisions/024). */
export default async function Page() {
  const ctx = pageContext();
  const copy = copyFor(await readerLanguage());
  if (!ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT")) {
    missPage(ctx);
    return <MissingPage copy={copy} />;
  }
  return (
    <>
      <FeedHead copy={copy} />
      <StatusPage copy={copy} />
    </>
  );
}
