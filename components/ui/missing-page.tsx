import { linkTo } from "@/components/copy/link-to";
import { type Copy, say } from "@/components/copy/say";
import { Message } from "./message";
import { PageShell } from "./page-shell";

/** Said where an address leads nowhere, complete without scripts. */
export function MissingPage({ copy }: { copy: Copy }) {
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
