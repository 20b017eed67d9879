import { type Messages, t } from "@/components/messages/t";

/** How uptime is counted, wherever a figure stands. */
export function UptimeFormula({ messages }: { messages: Messages }) {
  const names = {
    down: t(messages, "states.DOWN"),
    partial: t(messages, "states.PARTIAL"),
    degraded: t(messages, "states.DEGRADED"),
  };
  return (
    <div className="space-y-1 text-muted text-sm">
      <p>{t(messages, "uptime.formula", names)}</p>
      <p>
        {t(messages, "uptime.leftOut")} {t(messages, "uptime.cut")}
      </p>
    </div>
  );
}
