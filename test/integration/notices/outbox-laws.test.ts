import { expect, it } from "vitest";
import { intercepted } from "../../support/database";
import fc from "../../support/fast-check";
import { outboxForFile } from "./outbox";

const outbox = outboxForFile();
const { pass, skip, tick, happen, subscribe, d1 } = outbox;

const ADDRESSES = ["a@example.com", "b@example.com"];
const SUBJECTS = ["incident:1", "incident:2"];

/** What a minute brings: changes, and how its tick fares. */
const minute = fc.record({
  changes: fc.array(fc.record({ subject: fc.constantFrom(...SUBJECTS), isOver: fc.boolean() }), { maxLength: 2 }),
  tick: fc.oneof(
    { weight: 3, arbitrary: fc.constant("well" as const) },
    fc.constantFrom("none" as const, "twice" as const, "refused" as const, "limited" as const),
    fc.nat({ max: 14 }),
  ),
});
type Minute = {
  changes: { subject: string; isOver: boolean }[];
  tick: "well" | "none" | "twice" | "refused" | "limited" | number;
};

/** A tick that dies after so many questions to the database. */
async function dyingTick(after: number): Promise<void> {
  let left = after;
  const DB = intercepted(d1(), async (run) => {
    if (left-- <= 0) throw new Error("the process is gone");
    return run();
  });
  await tick({ DB }).catch(() => undefined);
}

async function live({ tick: fate }: Minute): Promise<number> {
  if (typeof fate === "number") await dyingTick(fate);
  if (fate === "twice") await Promise.all([tick(), tick()]);
  if (fate === "refused" || fate === "limited") outbox.postmark().fail(fate === "refused" ? 500 : 429);
  if (fate === "well" || fate === "refused" || fate === "limited") await tick();
  outbox.postmark().fail(null);
  return typeof fate === "number" ? 1 : 0;
}

/** Time enough for everything that waits: the longest wait after a failure, and the hour of the cap. */
async function settle(): Promise<void> {
  for (const minutes of [1, 31, 31, 61]) {
    skip(minutes);
    await pass(2);
  }
}

async function empty(): Promise<void> {
  const names = ["notice_events", "notice_deliveries", "subscribers", "subscriber_tokens"];
  await d1().batch(names.map((name) => d1().prepare(`DELETE FROM ${name}`)));
  outbox.postmark().taken.length = 0;
}

/** The revisions that a mail tells of a subject, oldest first: its note has the number. */
const toldIn = (text: string): string[] =>
  [...text.matchAll(/Title of (incident:\d)\nNote of (\d+)/g)].map(([, s, r]) => `${s} ${r}`);

it("Whatever happens, each subscriber was last told what is, no revision twice but for a crash, and at most ten messages an hour", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(minute, { maxLength: 20 }), async (minutes) => {
      await empty();
      for (const address of ADDRESSES) await subscribe(address);
      const present = new Map<string, boolean>();
      const overs = new Set<number>();
      let [revision, crashes] = [10, 0]; // from 11 on, each note has its revision
      for (const each of minutes) {
        skip(1);
        for (const { subject, isOver } of each.changes) {
          revision++;
          await happen({ subject, revision, isOver, step: isOver ? "resolved" : "updated" });
          present.set(subject, isOver);
          if (isOver) overs.add(revision);
        }
        crashes += await live(each);
      }
      await settle();
      for (const address of ADDRESSES) {
        const told = outbox
          .postmark()
          .to(address)
          .flatMap(({ TextBody }) => toldIn(TextBody));
        const last = new Map(told.map((each) => each.split(" ") as [string, string]));
        for (const [subject, isOver] of present) {
          const revisionTold = last.get(subject);
          const isToldOver = revisionTold === undefined || overs.has(Number(revisionTold));
          expect(isToldOver, `${address} ${subject}`).toBe(isOver);
        }
        const repeated = told.length - new Set(told).size;
        expect(crashes > 0 || repeated === 0).toBe(true);
        const ids = outbox
          .postmark()
          .to(address)
          .map(({ Metadata }) => Metadata.delivery);
        expect(ids.length - new Set(ids).size).toBeLessThanOrEqual(crashes);
      }
    }),
    { numRuns: 10 },
  );
});
