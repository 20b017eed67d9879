const TROUBLE = [
  "We are investigating.",
  "{What} has been failing for some customers since {time}. We are investigating.",
  "{What} has been slow since {time}. Nothing is lost. We are investigating.",
  "We’ve identified the cause and are working on a fix.",
  "A fix is in place and we’re monitoring the results.",
  "{What} is working again for most customers. We’re monitoring the results.",
  "Still investigating; nothing new since {time}.",
];

/** The runbook's templates (docs/runbooks/incident-communication.md) by the form that offers them. */
export const READY_NOTES: Readonly<Record<string, readonly string[]>> = {
  override: TROUBLE,
  note: TROUBLE,
  clear: ["{What} is working again since {time}.", "{What} was down until {time}. We found and fixed the cause."],
  plan_window: [
    "{What} is unavailable during this maintenance.",
    "{What} is read-only during this maintenance; open orders stay at the exchange.",
  ],
};

/** A template with its braces filled: what it is about, and the present minute in UTC. */
export const fillNote = (note: string, what: string): string =>
  note.replaceAll("{What}", what).replaceAll("{time}", `${new Date().toISOString().slice(11, 16)} UTC`);
