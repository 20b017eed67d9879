import { SEVERITIES, type Severity } from "@/lib/core/engine/states";

/** An incident's event that nobody has been given yet. */
export type WaitingEvent = {
  subject: string;
  /** Whether a program reports the incident, and not a person. */
  isReported: boolean;
  /** Whether a person wrote this of it. */
  isByPerson: boolean;
  isOver: boolean;
  /** Whether nothing was wrong before it. */
  isBeginning: boolean;
  severity: Severity | null;
  surfaces: readonly string[];
};

/** A surface and the severity with which an incident on it began, as subscribers were told within the last quarter of an hour. */
export type Begun = { surfaceId: string; severity: Severity | null };

/**
 * The events that are told now (contract §20.3): an incident that a program reports waits where, on each of its surfaces, one at least as
 * severe began within the last quarter of an hour, and with it all that follows of it. Its end within that time so tells nobody of either.
 * Nothing waits of an incident of which a person has written some of what waits.
 */
export function releaseEvents<Event extends WaitingEvent>(waiting: readonly Event[], begun: readonly Begun[]): Event[] {
  const told = [...begun];
  return [...Map.groupBy(waiting, ({ subject }) => subject).values()].flatMap((events) => {
    const mayWait = !events.some(({ isByPerson }) => isByPerson);
    const held = mayWait
      ? events.findIndex((event) => event.isReported && event.isBeginning && isRepetition(event, told))
      : -1;
    const released = held === -1 ? events : events.slice(0, held);
    const last = released.at(-1);
    if (last && !last.isOver)
      for (const { surfaces, severity } of released.filter(({ isBeginning }) => isBeginning))
        told.push(...surfaces.map((surfaceId) => ({ surfaceId, severity })));
    return released;
  });
}

const isRepetition = ({ surfaces, severity }: WaitingEvent, told: readonly Begun[]): boolean =>
  surfaces.length > 0 &&
  surfaces.every((id) => told.some((begun) => begun.surfaceId === id && rankOf(begun.severity) <= rankOf(severity)));

const rankOf = (severity: Severity | null): number =>
  severity === null ? SEVERITIES.length : SEVERITIES.indexOf(severity);
