import { type Messages, t } from "@/components/messages/t";

/** How uptime is counted: shown beside every figure. */
export function UptimeFormula({ messages }: { messages: Messages }) {
  return (
    <div className="grid gap-1 text-muted text-sm">
      <p>{t(messages, "uptime.formula")}</p>
      <p>
        <span>{t(messages, "uptime.leftOut")}</span> <span>{t(messages, "uptime.cut")}</span>
      </p>
    </div>
  );
}
