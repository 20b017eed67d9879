import type { Outgoing } from "./channel";

const LIST = "Raxx Status <notices.status.raxx.app>";

/** A list mail's headers: unsubscription by one POST (RFC 8058), its list, and the thread of its subject. A letter has the first line alone. */
export function mailHeaders({ id, thread, unsubscribe }: Outgoing): Record<string, string> {
  const always = { "Auto-Submitted": "auto-generated", "X-Raxx-Delivery": id };
  if (unsubscribe === null) return always;
  return {
    ...always,
    "List-Id": LIST,
    "List-Unsubscribe": `<${unsubscribe}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    References: `<${thread.replace(/[^\w.-]/g, "-")}@status.raxx.app>`,
  };
}
