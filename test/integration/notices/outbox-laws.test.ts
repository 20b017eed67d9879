import { expect, it } from "vitest";
import { newWebhookSecret } from "@/lib/integrations/channels/webhook";
import type { WebhookBody } from "@/lib/schemas/notices";
import { seedSurfaces, updateSurface } from "@/lib/services/surfaces/update";
import { intercepted } from "../../support/database";
import fc from "../../support/fast-check";
import { outboxForFile } from "./outbox";

const outbox = outboxForFile();
const { skip, tick, subscribe, context, now, rows, d1 } = outbox;

const ADDRESSES = ["a@example.com", "b@example.com"] as const;
const HOOK = "hooks.example.com/x";
const SURFACES = ["app-raxx-app", "docs-raxx-app"];
const STATES = ["DOWN", "DEGRADED", "OPERATIONAL"] as const;
const FATES = ["well", "none", "twice", "refused", "limited", "partly", "late"] as const;
const HOUR_MINUTES = 60;

/** What a minute brings: reports on surfaces, and how its tick fares; a number: it dies after so many questions to the database. */
type Minute = {
  changes: { surface: string; state: (typeof STATES)[number] }[];
  fate: (typeof FATES)[number] | number;
};
const minute: fc.Arbitrary<Minute> = fc.record({
  changes: fc.array(fc.record({ surface: fc.constantFrom(...SURFACES), state: fc.constantFrom(...STATES) }), {
    maxLength: 2,
  }),
  fate: fc.oneof(
    { weight: 3, arbitrary: fc.constant("well" as const) },
    { weight: 3, arbitrary: fc.constantFrom(...FATES) },
    { weight: 2, arbitrary: fc.nat({ max: 24 }) },
  ),
});

/** A tick that dies after so many questions to the database. */
async function dyingTick(after: number): Promise<void> {
  let left = after;
  const DB = intercepted(d1(), async (run) => {
    if (left-- <= 0) throw new Error("the process is gone");
    return run();
  });
  await tick({ DB }).catch(() => undefined);
}

/** How the ends answer, by what happens to a tick. */
const ANSWERS: Partial<Record<Minute["fate"], { postmark: number | null; hook: object }>> = {
  refused: { postmark: 500, hook: { status: 500 } },
  limited: { postmark: 429, hook: { status: 429, headers: { "Retry-After": "90" } } },
  partly: { postmark: null, hook: { act: "drop" } },
};

/** The events that the webhook's end has taken, in turn. */
let taken: WebhookBody["data"]["events"] = [];

function answerWith(fate: Minute["fate"]): void {
  const { postmark = null, hook = {} } = ANSWERS[fate] ?? {};
  outbox.postmark().fail(postmark);
  outbox.postmark().silence(fate === "late"); // takes the batch, and its answer never comes
  outbox.postmark().answerWith(ADDRESSES[0], fate === "partly" ? 100 : 0); // an inactive account, of which one of the batch hears
  outbox.world().at(`/${HOOK}`, ({ body }) => {
    if (Object.keys(hook).length === 0) taken.push(...(JSON.parse(body) as WebhookBody).data.events);
    return hook;
  });
}

async function live({ fate }: Minute): Promise<void> {
  answerWith(fate);
  if (typeof fate === "number") await dyingTick(fate);
  else if (fate === "twice") await Promise.all([tick(), tick()]);
  else if (fate !== "none") await tick();
}

const TABLES = ["notice_events", "notice_deliveries", "subscribers", "subscriber_tokens"];

/** Nothing is open, and nobody waits for anything. Incidents stay: their numbers are given once. */
async function begin(): Promise<void> {
  skip(1);
  await seedSurfaces(context());
  for (const surface_id of SURFACES)
    await updateSurface(context(), { surface_id, state: "OPERATIONAL", state_source: "manual" });
  await d1().batch(TABLES.map((name) => d1().prepare(`DELETE FROM ${name}`)));
  outbox.postmark().taken.length = 0;
  taken = [];
  for (const address of ADDRESSES) await subscribe(address);
  await subscribe(`https://${HOOK}`, { channel: "webhook", secret: newWebhookSecret(), contact: ADDRESSES[0] });
}

/** When mails came to each address, in minutes. */
function clockMails() {
  const counted = new Map<string, number>();
  const times = new Map<string, number[]>(ADDRESSES.map((address) => [address, []]));
  return {
    times,
    look: () => {
      for (const address of ADDRESSES) {
        const count = outbox.postmark().to(address).length;
        const fresh = count - (counted.get(address) ?? 0);
        times.get(address)?.push(...Array(fresh).fill(now() / 60_000));
        counted.set(address, count);
      }
    },
  };
}

/** What a mail tells: of which incident, by its title, and whether it is over. */
const toldIn = (text: string): { title: string; step: string; what: string }[] =>
  [...text.matchAll(/^(New|Update|Resolved) · [^\n]*\n(Note \d+)[^\n]*\n([^\n]*\n[^\n]*)/gm)].map(
    ([, step = "", title = "", rest = ""]) => ({ title, step, what: `${step} ${title} ${rest}` }),
  );

async function run(minutes: readonly Minute[]) {
  const open = new Map<string, string>();
  const isOver = new Map<string, boolean>();
  const clock = clockMails();
  let note = 10;
  for (const each of minutes) {
    skip(1);
    for (const { surface, state } of each.changes) {
      const public_note = `Note ${++note}`;
      await updateSurface(context(), { surface_id: surface, state, state_source: "manual", public_note });
      const title = open.get(surface) ?? public_note;
      if (state !== "OPERATIONAL") open.set(surface, title);
      else if (!open.delete(surface)) continue;
      isOver.set(title, state === "OPERATIONAL");
    }
    await live(each);
    clock.look();
  }
  // Time enough for everything that waits: the longest wait after a failure, and the hour of the cap.
  for (const minutes of [1, 31, 31, 61, 1]) {
    skip(minutes);
    await live({ changes: [], fate: "well" });
    clock.look();
  }
  return { isOver, times: clock.times };
}

it("Whatever happens, each subscriber was last told what is, no revision twice but by a webhook after a crash, and at most ten messages an hour", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(minute, { maxLength: 20 }), async (minutes) => {
      await begin();
      const crashes = minutes.filter(({ fate }) => typeof fate === "number").length;
      const { isOver, times } = await run(minutes);
      for (const address of ADDRESSES) {
        const mails = outbox.postmark().to(address);
        const told = mails.flatMap(({ TextBody }) => toldIn(TextBody));
        const last = new Map(told.map(({ title, step }) => [title, step]));
        for (const [title, over] of isOver)
          expect((last.get(title) ?? "Resolved") === "Resolved", `${address} ${title}`).toBe(over);
        const ids = mails.map(({ Metadata }) => Metadata.delivery);
        expect(ids.length).toBe(new Set(ids).size); // after a crash Postmark is asked too
        expect(told.length).toBe(new Set(told.map(({ what }) => what)).size);
        const sent = times.get(address) ?? [];
        for (const from of sent)
          expect(sent.filter((at) => at >= from && at < from + HOUR_MINUTES).length).toBeLessThanOrEqual(10 + crashes);
      }
      const present = await rows<{ subject: string; revision: number; phase: string }>(
        `SELECT 'incident:' || incident_id AS subject, max(revision) AS revision, phase FROM incident_revisions
         WHERE 'incident:' || incident_id IN (SELECT subject FROM notice_events) GROUP BY incident_id`,
      );
      const lastTaken = new Map(taken.map((event) => [event.subject, event]));
      for (const { subject, revision, phase } of present) {
        const event = lastTaken.get(subject);
        expect([subject, event?.is_over ?? true]).toEqual([subject, phase === "resolved"]);
        if (event) expect([subject, event.revision]).toEqual([subject, revision]);
      }
      const keys = taken.map(({ subject, revision }) => `${subject} ${revision}`);
      if (crashes === 0) expect(keys.length).toBe(new Set(keys).size);
    }),
    { numRuns: 6 },
  );
}, 300_000);
