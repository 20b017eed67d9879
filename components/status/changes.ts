import { type Messages, t } from "@/components/messages/t";
import type { Surface } from "./page-data";

const SENTENCES_SPOKEN = 4;

function listChanges(messages: Messages, before: Surface, after: Surface): string[] {
  const name = after.display_name;
  if (before.state !== after.state) {
    return [t(messages, "live.state", { name, state: t(messages, `states.${after.state}`) })];
  }
  if (before.ticket_pending !== after.ticket_pending) {
    return [t(messages, after.ticket_pending ? "live.ticketOpened" : "live.ticketClosed", { name })];
  }
  return before.public_note !== after.public_note ? [t(messages, "live.note", { name })] : [];
}

/** The announcement for screen readers after a refresh; empty when nothing that a reader sees has changed. */
export function describeChanges(messages: Messages, before: readonly Surface[], after: readonly Surface[]): string {
  const byId = new Map(before.map((surface) => [surface.id, surface]));
  const sentences = after.flatMap((surface) => {
    const previous = byId.get(surface.id);
    return previous ? listChanges(messages, previous, surface) : [];
  });
  const rest = sentences.length - SENTENCES_SPOKEN;
  return [
    ...sentences.slice(0, SENTENCES_SPOKEN),
    ...(rest > 0 ? [t(messages, "live.more", { count: rest })] : []),
  ].join(" ");
}
