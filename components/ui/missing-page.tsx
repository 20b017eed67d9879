import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import type { SignUpOffer } from "@/lib/schemas/subscriptions";
import { Message } from "./message";
import { PageLayout } from "./page-layout";

/** The 404 page, complete without scripts. */
export function MissingPage({ messages, signUp }: { messages: Messages; signUp: SignUpOffer }) {
  return (
    <PageLayout messages={messages} path="/" signUp={signUp}>
      <Message title={t(messages, "messages.notFound.title")} text={t(messages, "messages.notFound.text")}>
        <a href={linkTo(messages, "/")} className="button">
          {t(messages, "messages.home")}
        </a>
      </Message>
    </PageLayout>
  );
}
