import { type Messages, t } from "@/components/messages/t";

export function OngoingBadge({ messages }: { messages: Messages }) {
  return (
    <span className="inline-flex items-center whitespace-nowrap rounded-full border border-state-line bg-state-tint px-2 py-0.5 font-medium text-state-ink text-xs">
      {t(messages, "incident.ongoing")}
    </span>
  );
}
