import { type Copy, say } from "@/components/copy/say";
import type { Surface } from "./page-data";

const SENTENCES_SPOKEN = 4;

function changesOf(copy: Copy, before: Surface, after: Surface): string[] {
  const name = after.display_name;
  if (before.state !== after.state) {
    return [say(copy, "live.state", { name, state: say(copy, `states.${after.state}`) })];
  }
  if (before.ticket_pending !== after.ticket_pending) {
    return [say(copy, after.ticket_pending ? "live.ticketOpened" : "live.ticketClosed", { name })];
  }
  return before.public_note !== after.public_note ? [say(copy, "live.note", { name })] : [];
}

/** What a screen reader is told after a refresh; empty when nothing that a reader sees has changed. */
export function describeChanges(copy: Copy, before: readonly Surface[], after: readonly Surface[]): string {
  const known = new Map(before.map((surface) => [surface.id, surface]));
  const sentences = after.flatMap((surface) => {
    const previous = known.get(surface.id);
    return previous ? changesOf(copy, previous, surface) : [];
  });
  const rest = sentences.length - SENTENCES_SPOKEN;
  return [...sentences.slice(0, SENTENCES_SPOKEN), ...(rest > 0 ? [say(copy, "live.more", { count: rest })] : [])].join(
    " ",
  );
}
