import { Trail } from "@/components/history/trail";
import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { AskedFor, Secret } from "./asked-for";
import { ChoiceFields, type Chosen, FormResult } from "./fields";

type LinkProps = { messages: Messages; token: string | null; done: string | null; problem: string | null };

type ConfirmProps = LinkProps & {
  surfaces: readonly { id: string; name: string }[];
  asked: (Chosen & { to: string; secret: string | null }) | null;
};

/** What a confirming mail's link shows: what it confirms, and a button, for the link itself changes nothing. */
export function ConfirmPage({ messages, token, done, problem, surfaces, asked }: ConfirmProps) {
  return (
    <>
      <Head messages={messages} title={t(messages, "subscribe.confirm")} />
      {done === "verifying" && <FormResult text={t(messages, "subscribe.verifying")} isProblem={false} />}
      {done === "confirmed" && <FormResult text={t(messages, "subscribe.confirmed")} isProblem={false} />}
      {problem && <NoLink messages={messages} />}
      {!done && !problem && asked && <AskedFor messages={messages} surfaces={surfaces} asked={asked} />}
      {!done && !problem && token && (
        <OneButton
          messages={messages}
          path="/subscribe/confirm"
          token={token}
          text={t(messages, "subscribe.confirmSend")}
        />
      )}
      {!done && !problem && !token && <NoLink messages={messages} />}
    </>
  );
}

/** What a notice's link shows: a button that ends the subscription. */
export function UnsubscribePage({ messages, token, done, problem }: LinkProps) {
  const isLost = problem !== null || token === null;
  return (
    <>
      <Head messages={messages} title={t(messages, "subscribe.end")} />
      {done && <FormResult text={t(messages, "subscribe.ended")} isProblem={false} />}
      {!done && isLost && <NoLink messages={messages} />}
      {!done && !isLost && (
        <>
          <p className="mb-6 max-w-prose">{t(messages, "subscribe.endAbout")}</p>
          <OneButton messages={messages} path="/unsubscribe" token={token} text={t(messages, "subscribe.end")} />
        </>
      )}
    </>
  );
}

/** A button beside the one that a page is for. */
const QUIET = "button border-muted bg-transparent text-ink hover:bg-hover";

type ManageProps = LinkProps & {
  surfaces: readonly { id: string; name: string }[];
  subscription: (Chosen & { to: string; secret: string | null; zone: string }) | null;
};

/** What a managing link shows: everything that is known, to change, to take along or to delete. */
export function ManagePage({ messages, token, done, problem, surfaces, subscription }: ManageProps) {
  const action = linkTo(messages, "/subscribe/manage", { token: token ?? "" });
  return (
    <>
      <Head messages={messages} title={t(messages, "subscribe.manage")} />
      {done === "saved" && <FormResult text={t(messages, "subscribe.saved")} isProblem={false} />}
      {done === "unsubscribed" && <FormResult text={t(messages, "subscribe.ended")} isProblem={false} />}
      {problem && <FormResult text={t(messages, "subscribe.failed")} isProblem />}
      {!subscription && done !== "unsubscribed" && <NoLink messages={messages} />}
      {subscription && (
        <form method="post" action={action} className="space-y-5">
          <p className="font-medium wrap-anywhere">{subscription.to}</p>
          {subscription.secret && <Secret messages={messages} secret={subscription.secret} />}
          <ChoiceFields messages={messages} surfaces={surfaces} chosen={subscription} />
          <input type="hidden" name="zone" value={subscription.zone} />
          <div className="flex flex-wrap gap-3">
            <button type="submit" name="action" value="save" className="button">
              {t(messages, "subscribe.save")}
            </button>
            <button type="submit" name="action" value="export" className={QUIET}>
              {t(messages, "subscribe.export")}
            </button>
          </div>
          <p className="max-w-prose text-muted">{t(messages, "subscribe.endAbout")}</p>
          <button type="submit" name="action" value="unsubscribe" className={QUIET}>
            {t(messages, "subscribe.end")}
          </button>
        </form>
      )}
    </>
  );
}

function Head({ messages, title }: { messages: Messages; title: string }) {
  return (
    <>
      <Trail messages={messages} />
      <h1 className="mb-6 text-balance font-semibold text-headline">{title}</h1>
    </>
  );
}

/** A link that leads nowhere any more, and the way to another. */
function NoLink({ messages }: { messages: Messages }) {
  return (
    <>
      <FormResult text={t(messages, "subscribe.noLink")} isProblem />
      <a href={linkTo(messages, "/subscribe")} className="button inline-block">
        {t(messages, "subscribe.title")}
      </a>
    </>
  );
}

function OneButton({ messages, path, token, text }: { messages: Messages; path: string; token: string; text: string }) {
  return (
    <form method="post" action={linkTo(messages, path, { token })}>
      <button type="submit" className="button">
        {text}
      </button>
    </form>
  );
}
