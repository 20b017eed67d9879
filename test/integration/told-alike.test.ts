import { afterAll, beforeAll, expect, test } from "vitest";
import { type Context, contextFrom } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/settings/variables";
import { streamBackup } from "@/lib/services/backup/export";
import { importBackup } from "@/lib/services/backup/import";
import { writeFallback } from "@/lib/services/fallback/write";
import { readPageAt } from "@/lib/services/operators/read-page-at";
import { readFeed, readStatuspage } from "@/lib/services/public/read-documents";
import { readIncident } from "@/lib/services/public/read-incident";
import { readHistory } from "@/lib/services/public/read-months";
import { readPage, readPublic } from "@/lib/services/public/read-page";
import { reconcileTickets } from "@/lib/services/tickets/reconcile";
import { FREESCOUT_KEY, type Freescout, startFreescout } from "../fakes/freescout";
import { startDatabase } from "../support/database";
import fc from "../support/fast-check";
import { designCard, native, runbook, type TicketWords } from "../support/freescout";
import { type IncidentWorld, publicId, startIncidentWorld } from "../support/incident-world";
import { readStory } from "../support/story";
import { countingContext } from "./ops/database";

const MINUTE_MS = 60_000;
const LANE_MS = 3 * 3_600_000;
const NOW = Date.UTC(2026, 5, 1);
const SURFACES = ["app", "api", "docs"];
/** More lives, elsewhere: `RUNS=50 SEED=7 npx vitest …`. */
const RUNS = Number(process.env.RUNS ?? 2);

let world: IncidentWorld;
let freescout: Freescout;
beforeAll(async () => {
  freescout = await startFreescout();
  world = await startIncidentWorld(SURFACES, NOW - MINUTE_MS);
}, 120_000);
afterAll(() => Promise.all([world.stop(), freescout.stop()]));

/** What a ticket says a minute after what it said before. */
type Step = Pick<TicketWords, "tag" | "severity" | "note" | "phase"> & { isClosed?: boolean };

const NOTES = ["Logins fail. We look into it.", "A certificate has expired.", "The certificate is renewed.", ""];
const step: fc.Arbitrary<Step> = fc.record({
  tag: fc.subarray(SURFACES, { minLength: 1 }).map((ids) => ids.join(", ")),
  severity: fc.constantFrom("degraded", "partial", "down"),
  note: fc.constantFrom(...NOTES),
  phase: fc.constantFrom("", "Investigating", "Identified", "Monitoring", "Resolved"),
  isClosed: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
});

/** It begins open, and ends closed, so that no surface is left with it. */
const life: fc.Arbitrary<Step[]> = fc
  .array(step, { minLength: 3, maxLength: 7 })
  .map((steps) => steps.map((one, i) => ({ ...one, isClosed: i === steps.length - 1 || (i > 0 && one.isClosed) })));

const [ALL, BOTH] = [SURFACES.join(", "), "app, docs"];
const PROMISED: Step[] = [
  { tag: "app, api", severity: "partial", note: NOTES[0], phase: "" },
  { tag: "app, api", severity: "partial", note: NOTES[1], phase: "" },
  { tag: ALL, severity: "partial", note: NOTES[1], phase: "" },
  { tag: ALL, severity: "down", note: NOTES[1], phase: "" },
  { tag: ALL, severity: "down", note: NOTES[1], phase: "Identified" },
  { tag: BOTH, severity: "down", note: NOTES[1], phase: "Identified" },
  { tag: BOTH, severity: "down", note: NOTES[2], phase: "Identified", isClosed: true },
  { tag: BOTH, severity: "down", note: NOTES[0], phase: "Monitoring" },
  { tag: BOTH, severity: "down", note: NOTES[2], phase: "Monitoring", isClosed: true },
];

let tickets = 0;
/** A ticket has hours of its own. */
const beginOf = (id: number): number => NOW + id * LANE_MS;
const iso = (time: number): string => new Date(time).toISOString();

const wordsOf = (id: number, steps: readonly Step[], i: number): TicketWords & { updated: string } => {
  const { isClosed, ...words } = steps[i] as Step;
  return { ...words, id, updated: iso(beginOf(id) + i * MINUTE_MS), status: isClosed ? "closed" : "active" };
};

type Teller = (words: TicketWords & { updated: string }, now: number) => Promise<unknown>;
const byWebhook =
  (format: (words: TicketWords) => string): Teller =>
  (words, now) =>
    world.deliver(now, format(words));
const TELLERS: Readonly<Record<string, Teller>> = {
  "camel case": byWebhook(designCard),
  "snake case": byWebhook((words) => runbook({ ...words, status: words.status === "active" ? "open" : words.status })),
  "FreeScout's own": byWebhook(native),
  reconciler: (words, now) => {
    freescout.file(words);
    return reconcileTickets(world.at(now, { FREESCOUT_API_URL: freescout.url, FREESCOUT_API_KEY: FREESCOUT_KEY }));
  },
};

async function rowsOf(id: number) {
  const rows = await world.rowsOf(beginOf(id), beginOf(id + 1));
  return rows.map((row) => ({ id: publicId(row.id), surfaceId: row.surface_id, isOpen: row.resolved_at === null }));
}

type Incident = Awaited<ReturnType<typeof readStory>>;

/** The story without what differs between two tickets: their numbers, and their hours. */
const relative = ({ words, surfaces, openedAt, resolvedAt, severity, postmortem }: Incident) => ({
  severity,
  resolved: resolvedAt && resolvedAt - openedAt,
  words: words.map((word) => ({ ...word, at: word.at - openedAt })),
  surfaces: surfaces.map(({ openedAt: from, resolvedAt: to, ...surface }) => ({
    ...surface,
    from: from - openedAt,
    to: to && to - openedAt,
  })),
  postmortem: postmortem?.text,
});

/** Writes a postmortem as an operator's form does. */
const publishPostmortem = (incident: number, time: number) =>
  world.d1
    .prepare(
      `INSERT INTO incident_revisions (incident_id, revision, phase, title, body, source, at, update_id, created_at)
       SELECT incident_id, revision + 1, 'postmortem', title, ?, 'manual', ?, update_id, ? FROM incident_revisions
       WHERE incident_id = ? ORDER BY revision DESC LIMIT 1`,
    )
    .bind("We renew certificates by ourselves now.", iso(time), iso(time), incident)
    .run();

/** Tells a ticket's life in one of the ways, and gives what was read after each step of it. */
async function live(steps: readonly Step[], tell: Teller) {
  const id = ++tickets;
  const stories = [];
  for (const i of steps.keys()) {
    const now = beginOf(id) + i * MINUTE_MS;
    await tell(wordsOf(id, steps, i), now);
    stories.push(relative(await readStory(world.at(now + 1_000), await rowsOf(id))));
  }
  const now = beginOf(id) + steps.length * MINUTE_MS;
  const rows = await rowsOf(id);
  await publishPostmortem(Number(rows[0]?.id.slice(4)), now);
  const last = await readStory(world.at(now + 1_000), rows);
  await expectSnapshot(now + 1_000, last);
  return [...stories, relative(last)];
}

/** While D1 is gone the snapshot tells the same. */
async function expectSnapshot(now: number, incident: Incident): Promise<void> {
  await writeFallback(world.at(now));
  const gone = { ...world.at(now), db: contextFrom({} as Bindings, { waitUntil: () => undefined }).db };
  expect((await readIncident(gone, incident.id)).incident).toEqual(incident);
  expect((await readPage(gone)).toldIn).toEqual((await readPage(world.at(now))).toldIn);
}

test("a ticket's life over several surfaces is told alike by every reader at each step, however we hear of it", async () => {
  const alike = fc.asyncProperty(life, async (steps) => {
    const all = [];
    for (const tell of Object.values(TELLERS)) all.push(await live(steps, tell));
    for (const told of all.slice(1)) expect(told).toEqual(all[0]);
  });
  await fc.assert(alike, { numRuns: RUNS + 1, examples: [[PROMISED]] });
}, 600_000);

/** What readers see in the end. */
async function endOf(id: number, now: number) {
  const { status } = await readPublic(world.at(now));
  const surfaces = status.surfaces.map(({ id: on, state, ticket_pending, public_note }) => ({
    ...{ on, state, ticket_pending, public_note },
  }));
  const [row] = await rowsOf(id);
  if (!row) return { surfaces, last: null };
  const { words } = await readStory(world.at(now), await rowsOf(id));
  const { phase, severity } = words.at(-1) ?? {};
  return { surfaces, last: { phase, severity } };
}

test("the same deliveries in any order, any number of times, end the same", async () => {
  const scene = life.chain((steps) =>
    fc.record({
      steps: fc.constant(steps),
      isLeftOpen: fc.boolean(),
      order: fc
        .array(fc.nat(steps.length - 1), { maxLength: 5 })
        .chain((again) => fc.shuffledSubarray([...steps.keys(), ...again], { minLength: steps.length + again.length })),
    }),
  );
  const same = fc.asyncProperty(scene, async ({ steps, isLeftOpen, order }) => {
    const said = isLeftOpen ? steps.with(-1, { ...(steps.at(-1) as Step), isClosed: false }) : steps;
    for (const format of ["snake case", "FreeScout's own"]) {
      const ends = [];
      for (const way of [[...said.keys()], order]) {
        const id = ++tickets;
        const now = beginOf(id) + 60 * MINUTE_MS;
        for (const [n, i] of way.entries()) await TELLERS[format]?.(wordsOf(id, said, i), now + n * 1_000);
        const close = { ...(said.at(-1) as Step), isClosed: true };
        ends.push(
          await endOf(id, now + MINUTE_MS).finally(() =>
            TELLERS[format]?.(wordsOf(id, [...said, close], said.length), now + 2 * MINUTE_MS),
          ),
        );
      }
      const [inOrder, shuffled] = ends;
      expect(shuffled?.surfaces).toEqual(inOrder?.surfaces);
      if (shuffled?.last && inOrder?.last) expect(shuffled.last).toEqual(inOrder.last);
    }
  });
  await fc.assert(same, { numRuns: RUNS, endOnFailure: true });
}, 600_000);

test.each([
  ["the front page", readPage],
  ["an incident's page", (ctx: Context) => readIncident(ctx, "inc_00001")],
  ["/history", (ctx: Context) => readHistory(ctx, null)],
  ["a feed", (ctx: Context) => readFeed(ctx, "history.atom")],
  ["Statuspage's incidents", (ctx: Context) => readStatuspage(ctx, "incidents.json")],
  ["/ops/at", (ctx: Context) => readPageAt(ctx, ctx.now)],
])("%s asks D1 once, however many surfaces an incident has", async (_, read) => {
  const asked = countingContext(world.d1, {}, { registry: world.registry, now: beginOf(tickets) + 5_000 });
  const { trips } = await asked.measure(async (ctx) => read(ctx));
  expect(trips).toBe(1);
});

test("an export holds what was told, and another database tells it from there", async () => {
  const now = beginOf(tickets + 2);
  const bytes = new Uint8Array(await new Response(streamBackup(world.at(now))).arrayBuffer());
  const other = await startDatabase();
  const there = { ...world.at(now), db: other.db };
  await importBackup(there, { actor: "operator:on-call@raxx.app" } as never, { bytes, replace: false });
  for (let id = 1; id <= tickets; id++)
    for (const row of await rowsOf(id))
      expect((await readIncident(there, row.id)).incident).toEqual(
        (await readIncident(world.at(now), row.id)).incident,
      );
  await other.stop();
}, 120_000);
