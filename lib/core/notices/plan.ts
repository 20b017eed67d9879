import { CAP_SPAN_MS, HORIZON_MS, HOURLY_CAP, isLetter, type NoticeEvent } from "./event";

/** The newest event of a subject that a subscriber was told. */
export type Told = Pick<NoticeEvent, "id" | "isOver">;

/**
 * Everything that is due to one subscriber, what was told of the same subjects, and when the last messages went out. Of the events in
 * `unsure` it is not known whether an earlier attempt, which began at the time given, has told them.
 */
export type Waiting<Event extends NoticeEvent = NoticeEvent> = {
  due: readonly Event[];
  told: ReadonlyMap<string, Told>;
  sentAt: readonly number[];
  unsure: ReadonlyMap<number, number>;
};

type SkipReason = "recovered" | "superseded" | "expired";

/** One message: the events of one subject in order, the newest last, or a digest of several subjects. */
export type PlannedMessage<Event extends NoticeEvent = NoticeEvent> = { events: readonly Event[]; isDigest: boolean };

export type Plan<Event extends NoticeEvent = NoticeEvent> = {
  messages: readonly PlannedMessage<Event>[];
  skipped: readonly { event: Event; reason: SkipReason }[];
  /** What waits for the cap, and until when. */
  held: readonly Event[];
  heldUntil: number | null;
};

/**
 * What a subscriber is told now (contract §20.3). Several events of one subject are one message. Nothing is told that is older than the
 * horizon or than what was told; a recovery is told only to those who were, or may have been, told of the trouble; beyond the cap all of
 * it is one digest.
 */
export function planNotices<Event extends NoticeEvent>(waiting: Waiting<Event>, now: number): Plan<Event> {
  const letters = waiting.due.filter((event) => isLetter(event.step));
  const skipped: Plan<Event>["skipped"][number][] = [];
  const groups: Event[][] = [];
  const notices = waiting.due.filter((event) => !isLetter(event.step));
  for (const [subject, events] of Map.groupBy(notices, (event) => event.subject)) {
    const told = waiting.told.get(subject) ?? null;
    const reasons = events
      .toSorted((a, b) => a.id - b.id)
      .map((event) => ({ event, reason: findReason(event, told, now) }));
    const fresh = reasons.filter(({ reason }) => reason === null).map(({ event }) => event);
    const mayBeTold = events.some(({ id, isOver }) => !isOver && waiting.unsure.has(id));
    const isQuiet = fresh.at(-1)?.isOver === true && (told === null || told.isOver) && !mayBeTold;
    for (const { event, reason } of reasons) {
      if (reason !== null) skipped.push({ event, reason });
      else if (isQuiet) skipped.push({ event, reason: "recovered" });
    }
    if (!isQuiet && fresh.length > 0) groups.push(fresh);
  }
  const capped = cap(groups, waiting.sentAt, now);
  const single = letters.map((event) => ({ events: [event], isDigest: false }));
  return { ...capped, messages: [...single, ...capped.messages], skipped };
}

/** Earlier attempts of which it is not known what they told: when each began, and its messages, as it planned them then. */
export function planAgain<Event extends NoticeEvent>(
  waiting: Waiting<Event>,
): { at: number; messages: Plan<Event>["messages"] }[] {
  const attempts = Map.groupBy(waiting.due, ({ id }) => waiting.unsure.get(id));
  return [...attempts].flatMap(([at, due]) => {
    if (at === undefined) return [];
    const sentAt = waiting.sentAt.filter((time) => time < at);
    return [{ at, messages: planNotices({ ...waiting, due, sentAt }, at).messages }];
  });
}

/** What waits once it is known that these events were told. */
export function withTold<Event extends NoticeEvent>(waiting: Waiting<Event>, events: readonly Event[]): Waiting<Event> {
  const ids = new Set(events.map(({ id }) => id));
  const newest = events.toSorted((a, b) => a.id - b.id).map((event): [string, Told] => [event.subject, event]);
  return {
    ...waiting,
    due: waiting.due.filter(({ id }) => !ids.has(id)),
    told: new Map([...waiting.told, ...newest]),
  };
}

function findReason({ id, at }: NoticeEvent, told: Told | null, now: number): SkipReason | null {
  if (told !== null && id <= told.id) return "superseded";
  return now - at > HORIZON_MS ? "expired" : null;
}

type Capped<Event extends NoticeEvent> = Pick<Plan<Event>, "messages" | "held" | "heldUntil">;

/** At most ten messages in any hour: where the groups don't fit, they are one digest; where nothing fits, they wait. */
function cap<Event extends NoticeEvent>(
  groups: readonly Event[][],
  sentAt: readonly number[],
  now: number,
): Capped<Event> {
  const recent = sentAt.filter((at) => now - at < CAP_SPAN_MS).toSorted((a, b) => b - a);
  const free = HOURLY_CAP - recent.length;
  const oldest = recent[HOURLY_CAP - 1];
  if (groups.length > 0 && oldest !== undefined)
    return { messages: [], held: groups.flat(), heldUntil: oldest + CAP_SPAN_MS };
  const messages =
    groups.length <= free
      ? groups.map((events) => ({ events, isDigest: false }))
      : [{ events: groups.flat().toSorted((a, b) => a.id - b.id), isDigest: true }];
  return { messages, held: [], heldUntil: null };
}
