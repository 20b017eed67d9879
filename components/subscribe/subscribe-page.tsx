import { Follow } from "@/components/history/follow";
import { Trail } from "@/components/history/trail";
import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { Chevron } from "@/components/status/chevron";
import { Select } from "@/components/ui/select";
import type { ChannelName } from "@/lib/core/notices/channels";
import { DEFAULT_KINDS } from "@/lib/core/notices/event";
import { ChoiceFields, type Chosen, Field, FormResult } from "./fields";

type Props = {
  messages: Messages;
  channels: readonly ChannelName[];
  surfaces: readonly { id: string; name: string }[];
  pushKey: string | null;
  done: string | null;
  problem: string | null;
  /** When the page was made, in epoch milliseconds. */
  now: number;
};

const NAMES: Partial<Record<ChannelName, string>> = {
  webhook: "Webhook",
  slack: "Slack",
  discord: "Discord",
  teams: "Microsoft Teams",
  google_chat: "Google Chat",
};

/** The sign-up: by mail, by webhook or chat, and in this browser. The forms work without scripts. */
export function SubscribePage({ messages, channels, surfaces, pushKey, done, problem, now }: Props) {
  const chosen: Chosen = { kinds: DEFAULT_KINDS, surfaces: [], severity: "degraded", language: messages.language };
  const ends = channels.flatMap((name): [string, string][] => (NAMES[name] ? [[name, NAMES[name]]] : []));
  const fields = <ChoiceFields messages={messages} surfaces={surfaces} chosen={chosen} />;
  return (
    <>
      <Trail messages={messages} />
      <h1 className="text-balance font-semibold text-headline">{t(messages, "subscribe.title")}</h1>
      <p className="mt-2 mb-6 max-w-prose text-muted">
        {t(messages, channels.length > 0 ? "subscribe.about" : "subscribe.off")}
      </p>
      {done && <FormResult text={t(messages, "subscribe.accepted")} isProblem={false} />}
      {problem && <FormResult text={t(messages, "subscribe.failed")} isProblem />}
      {channels.includes("email") && (
        <Form messages={messages} now={now}>
          <Field label={t(messages, "subscribe.email")} name="email" type="email" />
          {fields}
        </Form>
      )}
      {ends.length > 0 && (
        <details className="mt-8">
          <summary className="mb-2 flex min-h-11 max-w-md items-center justify-between font-semibold">
            {t(messages, "subscribe.other")}
            <Chevron />
          </summary>
          <Form messages={messages} now={now}>
            <Select label={t(messages, "subscribe.channel")} name="channel" options={ends} className="block max-w-md" />
            <Field label={t(messages, "subscribe.url")} name="url" type="url" />
            <Field label={t(messages, "subscribe.owner")} name="email" type="email" />
            {fields}
          </Form>
        </details>
      )}
      {channels.includes("email") && <p className="mt-8 max-w-prose text-muted">{t(messages, "subscribe.known")}</p>}
      {pushKey && <PushSwitch messages={messages} pushKey={pushKey} />}
      <div className={channels.length > 0 ? "mt-10" : ""}>
        <Follow messages={messages} title={t(messages, "subscribe.feeds")} />
      </div>
      <script type="module" src="/subscribe.js" />
    </>
  );
}

/** A form with what only programs fill in. */
function Form({ messages, now, children }: { messages: Messages; now: number; children: React.ReactNode }) {
  return (
    <form method="post" action={linkTo(messages, "/subscribe")} className="space-y-5">
      {children}
      <input type="hidden" name="shown_at" value={now} />
      <input type="hidden" name="zone" value="UTC" />
      <div hidden>
        <label>
          Website <input name="website" tabIndex={-1} autoComplete="off" />
        </label>
      </div>
      <button type="submit" className="button">
        {t(messages, "subscribe.send")}
      </button>
    </form>
  );
}

/** Shown by its script, where the browser takes pushes; the permission is asked for by a click alone. */
function PushSwitch({ messages, pushKey }: { messages: Messages; pushKey: string }) {
  return (
    <div id="push" hidden data-key={pushKey} data-language={messages.language} className="mt-8">
      <p id="push-on" hidden>
        {t(messages, "subscribe.browserOn")}
      </p>
      <button type="button" id="push-start" className="button" hidden>
        {t(messages, "subscribe.browser")}
      </button>
      <button type="button" id="push-stop" className="button" hidden>
        {t(messages, "subscribe.browserOff")}
      </button>
      <p id="push-failed" role="alert" hidden className="mt-3">
        {t(messages, "subscribe.browserFailed")}
      </p>
    </div>
  );
}
