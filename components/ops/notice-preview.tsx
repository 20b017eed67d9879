import type { OpsPreview } from "@/lib/schemas/ops-answers";

const PRE = "overflow-x-auto whitespace-pre-wrap rounded-md bg-hover p-3 text-xs wrap-anywhere";

/** What subscribers would get of a write, by channel. */
export function NoticePreview({ notices }: Pick<OpsPreview, "notices">) {
  return notices.map(({ at_most: most, mail, chat, webhook }) => (
    <details key={mail.text}>
      <summary className="link inline-flex min-h-11 items-center text-sm">
        {`Subscribers are told: at most ${most}`}
      </summary>
      <div className="space-y-2">
        <p className="text-sm">Mail: {mail.subject}</p>
        <pre className={PRE}>{mail.text}</pre>
        <p className="text-sm">Chat and browser</p>
        <pre className={PRE}>{chat}</pre>
        <p className="text-sm">Webhook</p>
        <pre className={PRE}>{webhook}</pre>
      </div>
    </details>
  ));
}
