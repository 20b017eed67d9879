import { type Messages, t } from "@/components/messages/t";

/** A ticket is open on the surface. */
export function PendingBadge({ messages }: { messages: Messages }) {
  return <span className="badge">{t(messages, "surface.pending")}</span>;
}
