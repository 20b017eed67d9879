import { copyFor } from "@/components/copy/copy-for";
import { linkTo } from "@/components/copy/link-to";
import { say } from "@/components/copy/say";
import { Message } from "@/components/ui/message";
import { PageShell } from "@/components/ui/page-shell";
import { readerLanguage } from "@/lib/http/reader";

export default async function NotFound() {
  const copy = copyFor(await readerLanguage());
  return (
    <PageShell copy={copy} path="/">
      <Message title={say(copy, "messages.notFound.title")} text={say(copy, "messages.notFound.text")}>
        <a href={linkTo(copy, "/")} className="button">
          {say(copy, "messages.home")}
        </a>
      </Message>
    </PageShell>
  );
}
