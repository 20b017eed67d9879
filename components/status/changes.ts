import { copy } from "./copy";
import type { Surface } from "./page-data";

const SENTENCES_SPOKEN = 4;

function changesOf(before: Surface, after: Surface): string[] {
  const name = after.display_name;
  if (before.state !== after.state) return [copy.live.state(name, copy.states[after.state])];
  if (before.ticket_pending !== after.ticket_pending) {
    return [after.ticket_pending ? copy.live.ticketOpened(name) : copy.live.ticketClosed(name)];
  }
  return before.public_note !== after.public_note ? [copy.live.note(name)] : [];
}

/** What a screen reader is told after a refresh; empty when nothing that a reader sees has changed. */
export function describeChanges(before: readonly Surface[], after: readonly Surface[]): string {
  const known = new Map(before.map((surface) => [surface.id, surface]));
  const sentences = after.flatMap((surface) => {
    const previous = known.get(surface.id);
    return previous ? changesOf(previous, surface) : [];
  });
  const rest = sentences.length - SENTENCES_SPOKEN;
  return [...sentences.slice(0, SENTENCES_SPOKEN), ...(rest > 0 ? [copy.live.more(rest)] : [])].join(" ");
}
