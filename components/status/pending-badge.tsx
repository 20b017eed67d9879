import { type Messages, t } from "@/components/messages/t";

/** A ticket is open on the surface. */
export function PendingBadge({ messages }: { messages: Messages }) {
  return (
    <span className="inline-flex items-center whitespace-nowrap rounded-full border border-line-strong bg-panel px-2 py-0.5 font-medium text-ink text-xs">
      {t(messages, "surface.pending")}
    </span>
  );
}
