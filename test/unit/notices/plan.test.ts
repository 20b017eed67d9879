import { describe, expect, it } from "vitest";
import { CAP_SPAN_MS, HORIZON_MS, HOURLY_CAP, type NoticeEvent } from "@/lib/core/notices/event";
import { type Plan, planAgain, planNotices, type Told, withTold } from "@/lib/core/notices/plan";
import fc from "../../support/fast-check";

const NOW = Date.UTC(2026, 10, 30, 12);
const MINUTE = 60_000;

const event = (id: number, subject: string, more: Partial<NoticeEvent> = {}): NoticeEvent => ({
  id,
  subject,
  revision: id,
  step: more.isOver ? "resolved" : "updated",
  isOver: false,
  severity: "down",
  at: NOW,
  ...more,
});
const NONE: ReadonlyMap<number, number> = new Map();
const ids = (plan: Plan) => plan.messages.map(({ events }) => events.map(({ id }) => id));
const reasons = (plan: Plan) => Object.fromEntries(plan.skipped.map(({ event, reason }) => [event.id, reason]));

describe("what one subscriber is told", () => {
  it("is one message a subject, its events in order", () => {
    const plan = planNotices(
      { due: [event(3, "a"), event(1, "a"), event(2, "b")], told: new Map(), sentAt: [], unsure: NONE },
      NOW,
    );
    expect(ids(plan)).toEqual([[1, 3], [2]]);
  });

  it("is no recovery of which the trouble was not told, and one of which it was", () => {
    const due = [event(1, "a"), event(2, "a", { isOver: true }), event(4, "b", { isOver: true })];
    const plan = planNotices({ due, told: new Map([["b", { id: 3, isOver: false }]]), sentAt: [], unsure: NONE }, NOW);
    expect(ids(plan)).toEqual([[4]]);
    expect(reasons(plan)).toEqual({ 1: "recovered", 2: "recovered" });
  });

  it("is a recovery too where an attempt may have told the trouble", () => {
    const due = [event(1, "a"), event(2, "a", { isOver: true }), event(3, "b"), event(4, "b", { isOver: true })];
    const plan = planNotices({ due, told: new Map(), sentAt: [], unsure: new Map([[1, NOW]]) }, NOW);
    expect(ids(plan)).toEqual([[1, 2]]);
  });

  it("is nothing that is older than what was told, or than six hours", () => {
    const due = [event(1, "a"), event(2, "b", { at: NOW - HORIZON_MS - 1 }), event(3, "c", { at: NOW - HORIZON_MS })];
    const plan = planNotices({ due, told: new Map([["a", { id: 1, isOver: false }]]), sentAt: [], unsure: NONE }, NOW);
    expect(ids(plan)).toEqual([[3]]);
    expect(reasons(plan)).toEqual({ 1: "superseded", 2: "expired" });
  });

  it("is one digest where messages would be more than ten in an hour, and waits where ten are out", () => {
    const due = [event(1, "a"), event(2, "b"), event(3, "a")];
    const out = (count: number) => Array.from({ length: count }, (_, i) => NOW - (i + 1) * MINUTE);
    expect(ids(planNotices({ due, told: new Map(), sentAt: out(8), unsure: NONE }, NOW))).toEqual([[1, 3], [2]]);
    expect(planNotices({ due, told: new Map(), sentAt: out(9), unsure: NONE }, NOW).messages).toEqual([
      { events: [due[0], due[1], due[2]], isDigest: true },
    ]);
    const waiting = planNotices({ due, told: new Map(), sentAt: out(12), unsure: NONE }, NOW);
    expect(waiting).toMatchObject({ messages: [], heldUntil: NOW - HOURLY_CAP * MINUTE + CAP_SPAN_MS });
    expect(waiting.held).toHaveLength(3);
  });

  it("has letters whatever the cap, each by itself", () => {
    const letters = [event(1, "letter:1", { step: "confirm" }), event(2, "letter:1", { step: "manage" })];
    const sentAt = Array.from({ length: 10 }, () => NOW);
    expect(ids(planNotices({ due: letters, told: new Map(), sentAt, unsure: NONE }, NOW))).toEqual([[1], [2]]);
  });
});

/** A subscriber's minutes: what happens, and whether the provider takes what is sent. */
const minutes = fc.array(
  fc.record({
    events: fc.array(fc.record({ subject: fc.constantFrom("a", "b", "c"), isOver: fc.boolean() }), { maxLength: 4 }),
    isTaken: fc.boolean(),
  }),
  { maxLength: 60 },
);

type Life = { told: Map<string, Told>; sentAt: number[]; messages: NoticeEvent[][]; newest: Map<string, NoticeEvent> };

/** Lives through the minutes and then through quiet ones, in which everything is taken. */
function live(series: readonly { events: readonly { subject: string; isOver: boolean }[]; isTaken: boolean }[]): Life {
  const life: Life = { told: new Map(), sentAt: [], messages: [], newest: new Map() };
  let due: NoticeEvent[] = [];
  let id = 0;
  const quiet = Array.from({ length: 3 * 60 }, () => ({ events: [], isTaken: true }));
  for (const [minute, { events, isTaken }] of [...series, ...quiet].entries()) {
    const now = NOW + minute * MINUTE;
    for (const { subject, isOver } of events) {
      const made = event(++id, subject, { isOver, at: now });
      due.push(made);
      life.newest.set(subject, made);
    }
    const plan = planNotices({ due, told: life.told, sentAt: life.sentAt, unsure: NONE }, now);
    if (!isTaken) continue;
    for (const { events: sent } of plan.messages) {
      life.messages.push([...sent]);
      life.sentAt.push(now);
      for (const one of sent) life.told.set(one.subject, one);
    }
    const done = new Set([...plan.messages.flatMap(({ events: sent }) => sent), ...plan.skipped.map((s) => s.event)]);
    due = due.filter((one) => !done.has(one));
  }
  return life;
}

describe("in every series of changes and failures", () => {
  it("the last told state is the present one, and who was told nothing has nothing to hear", () => {
    fc.assert(
      fc.property(minutes, (series) => {
        const { told, newest } = live(series);
        for (const [subject, present] of newest) expect(told.get(subject)?.isOver ?? true).toBe(present.isOver);
      }),
    );
  });

  it("no event is told twice, and no subject's events go backwards", () => {
    fc.assert(
      fc.property(minutes, (series) => {
        const sent = live(series).messages.flat();
        for (const own of Map.groupBy(sent, ({ subject }) => subject).values()) {
          const order = own.map(({ id }) => id);
          expect(order).toEqual([...new Set(order)].toSorted((a, b) => a - b));
        }
      }),
    );
  });

  it("an attempt without an answer is planned again as it was, whatever came since", () => {
    const events = fc.array(fc.record({ subject: fc.constantFrom(..."abcdefghijkl"), isOver: fc.boolean() }), {
      maxLength: 20,
    });
    const ages = fc.array(fc.nat({ max: 90 }), { maxLength: HOURLY_CAP });
    fc.assert(
      fc.property(events, events, ages, (before, since, minutesAgo) => {
        const later = NOW + 5 * MINUTE;
        const sentAt = minutesAgo.map((ago) => NOW - (ago + 1) * MINUTE).toSorted((a, b) => a - b);
        const told = new Map<string, Told>([["a", { id: 0, isOver: false }]]);
        const due = before.map(({ subject, isOver }, i) => event(i + 1, subject, { isOver, at: NOW }));
        const { messages, skipped, held } = planNotices({ due, told, sentAt, unsure: NONE }, NOW);
        const sent = messages.flatMap((message) => message.events);
        const fresh = since.map(({ subject, isOver }, i) => event(100 + i, subject, { isOver, at: later }));
        const waiting = {
          due: [...sent, ...held, ...fresh],
          told,
          sentAt: [...sentAt, ...messages.map(() => NOW)].slice(-HOURLY_CAP),
          unsure: new Map(sent.map(({ id }) => [id, NOW])),
        };
        expect(planAgain(waiting)).toEqual(messages.length > 0 ? [{ at: NOW, messages }] : []);
        const rest = planNotices(withTold(waiting, sent), later).messages.flatMap((message) => message.events);
        expect(rest.filter(({ id }) => id < 100 && !held.some((one) => one.id === id))).toEqual([]);
        expect(skipped.length + sent.length + held.length).toBe(due.length);
      }),
    );
  });

  it("no hour has more than ten messages", () => {
    fc.assert(
      fc.property(minutes, (series) => {
        const { sentAt } = live(series);
        for (const from of sentAt)
          expect(sentAt.filter((at) => at >= from && at < from + CAP_SPAN_MS).length).toBeLessThanOrEqual(HOURLY_CAP);
      }),
    );
  });
});
