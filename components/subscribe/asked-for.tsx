import { OWN_TEXTS } from "@/components/messages/languages";
import { type Messages, t } from "@/components/messages/t";
import { LEAST_SEVERITIES, NOTICE_KINDS } from "@/lib/core/notices/event";
import { isLanguage } from "@/lib/schemas/language";
import type { Chosen } from "./fields";

type Props = {
  messages: Messages;
  surfaces: readonly { id: string; name: string }[];
  asked: Chosen & { to: string; secret: string | null };
};

/** What a confirming link's mail was made for, so that nobody confirms what a stranger chose. */
export function AskedFor({ messages, surfaces, asked }: Props) {
  const names = surfaces.filter(({ id }) => asked.surfaces.includes(id)).map(({ name }) => name);
  const severity = LEAST_SEVERITIES.find((each) => each === asked.severity);
  const rows: [string, string | undefined][] = [
    [
      t(messages, "subscribe.what"),
      NOTICE_KINDS.filter((kind) => asked.kinds.includes(kind))
        .map((kind) => t(messages, `subscribe.kinds.${kind}`))
        .join(", "),
    ],
    [t(messages, "subscribe.severity"), severity && t(messages, `subscribe.severity.${severity}`)],
    [t(messages, "subscribe.surfaces"), names.join(", ")],
    [t(messages, "subscribe.language"), isLanguage(asked.language) ? OWN_TEXTS[asked.language].name : undefined],
  ];
  return (
    <div className="mb-6 space-y-3">
      <p className="font-medium wrap-anywhere">{asked.to}</p>
      <dl className="max-w-prose space-y-2">
        {rows.map(([label, value]) =>
          value ? (
            <div key={label}>
              <dt className="text-muted text-sm">{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {asked.secret && <Secret messages={messages} secret={asked.secret} />}
    </div>
  );
}

/** The secret that signs a webhook's messages. */
export function Secret({ messages, secret }: { messages: Messages; secret: string }) {
  return (
    <p>
      {t(messages, "subscribe.secret")} <code className="block select-all wrap-anywhere">{secret}</code>
    </p>
  );
}
