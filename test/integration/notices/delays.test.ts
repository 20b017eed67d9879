import { beforeEach, expect, it } from "vitest";
import type { Context, Scope } from "@/lib/platform/context";
import type { UptimeResponse } from "@/lib/schemas/public";
import { purgePublic, purgingOnce } from "@/lib/services/public/purge";
import { readUptime } from "@/lib/services/public/read-uptime";
import { seedSurfaces, updateSurface } from "@/lib/services/surfaces/update";
import { outboxForFile } from "./outbox";

const outbox = outboxForFile();
const { context, pass, skip, subscribe, rows, d1 } = outbox;

const APP = "app-raxx-app";
const MINUTE_MS = 60_000;

beforeEach(async () => {
  await seedSurfaces(context());
  await d1().prepare("DELETE FROM notice_events").run();
});

/** Runs work with such a purge, and what it leaves to do after the answer. */
async function withPurge(purge: NonNullable<Scope["cache"]>["purge"], work: (ctx: Context) => Promise<unknown>) {
  const left: Promise<unknown>[] = [];
  const ctx = context();
  await work({ ...ctx, scope: { ...ctx.scope, cache: { purge }, waitUntil: (more) => void left.push(more) } });
  await Promise.all(left);
}

/** A change whose purge the platform takes or refuses. */
const report = (note: string, isPurged: boolean) =>
  withPurge(
    async () => ({ success: isPurged, errors: [] }),
    (ctx) => updateSurface(ctx, { surface_id: APP, state: "DOWN", state_source: "manual", public_note: note }),
  );

const times = () =>
  rows<{ ms: number }>(`SELECT round((julianday(sent_at) - julianday(created_at)) * 86400000) AS ms
    FROM notice_deliveries JOIN notice_events ON id = event_id WHERE subscriber_id = -1 ORDER BY id`);

const published = async (): Promise<UptimeResponse> => {
  const { text } = await readUptime(context(), { days: 30, format: "json" });
  return JSON.parse(text);
};

it("How long a change takes to the page is its purge, or the minute that the edge keeps what it has", async () => {
  await report("Logins fail.", true);
  await report("A certificate has expired.", false);
  const [purged, refused] = await times();
  expect(purged?.ms).toBeLessThan(5_000);
  expect(refused?.ms).toBeGreaterThanOrEqual(MINUTE_MS);
  await report("The certificate is renewed.", true);
  expect((await times()).length).toBe(3);
});

it("Both times are published each hour, and the page is none of those who were told", async () => {
  await subscribe("a@example.com");
  await report("Logins fail.", true);
  await pass(1);
  skip(58);
  await pass(1);
  expect(await published()).toMatchObject({ page: { changes: 1 }, notices: { sent: 1 } });
  await d1().prepare("DELETE FROM notice_deliveries WHERE subscriber_id = -1").run();
  skip(59);
  await pass(1);
  const { page, notices } = await published();
  expect([page, notices?.sent]).toEqual([undefined, 1]);
});

it("Of writes that purge once at their end, that purge alone counts", async () => {
  let purges = 0;
  await withPurge(
    async () => ({ success: ++purges > 0, errors: [] }),
    (ctx) =>
      purgingOnce(ctx, async (once) => {
        await updateSurface(once, {
          surface_id: APP,
          state: "DOWN",
          state_source: "manual",
          public_note: "All logins fail.",
        });
        expect(await times()).toEqual([]);
      }),
  );
  expect([purges, (await times()).length]).toEqual([1, 1]);
});

it("What no purge told of was on the page after a minute all the same, and what is older than an hour is not measured", async () => {
  const at = (ms: number) => new Date(outbox.now() - ms).toISOString();
  for (const [n, ago] of [5 * MINUTE_MS, 48 * 60 * MINUTE_MS].entries())
    await d1()
      .prepare(
        "INSERT INTO notice_events (subject, revision, step, kind, at, created_at) VALUES (?1, 1, 'opened', 'incidents', ?2, ?2)",
      )
      .bind(`incident:9${n}`, at(ago))
      .run();
  await withPurge(
    async () => ({ success: true, errors: [] }),
    (ctx) => purgePublic(ctx),
  );
  expect(await times()).toEqual([{ ms: MINUTE_MS }]);
});
