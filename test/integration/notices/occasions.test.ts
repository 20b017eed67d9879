import { beforeEach, expect, it } from "vitest";
import { silenceWindow } from "@/db/queries/notice-events";
import { outboxForFile } from "./outbox";
import { DAY_MS } from "./world";

const outbox = outboxForFile();
const { pass, skip, now, subscribe, rows, d1, db, run } = outbox;

const iso = (ms: number): string => new Date(ms).toISOString();
const MINUTE_MS = 60_000;

const setState = (state: string) =>
  d1()
    .prepare(
      `INSERT INTO surface_state (surface_id, state, state_since, state_source, last_probe_at, updated_at)
       VALUES ('app-raxx-app', ?1, ?2, 'prober', ?3, ?2)
       ON CONFLICT DO UPDATE SET state = ?1, state_since = ?2, version = version + 1`,
    )
    .bind(state, iso(now()), iso(now() + DAY_MS)) // so that no silence of its probe makes it UNKNOWN
    .run();

const subjects = () => outbox.postmark().taken.map(({ TextBody }) => TextBody.split(" · ")[0]);

async function listen(kind: string): Promise<void> {
  await subscribe("a@example.com");
  await d1()
    .prepare("UPDATE subscribers SET kinds = ?")
    .bind(JSON.stringify([kind]))
    .run();
}

const plan = (at: number, sequence: number) =>
  d1()
    .prepare(
      `INSERT INTO maintenance_windows (id, starts_at, ends_at, public_note, actor, sequence, created_at, updated_at)
       VALUES ('win_1', ?1, ?2, 'We move a database.', 'test', ?3, ?4, ?4)
       ON CONFLICT DO UPDATE SET starts_at = ?1, ends_at = ?2, sequence = ?3, updated_at = ?4`,
    )
    .bind(iso(at), iso(at + 60 * MINUTE_MS), sequence, iso(now()))
    .run();

const place = (begins: number) =>
  d1()
    .prepare(
      `INSERT INTO maintenance_window_surfaces (window_id, surface_id, phase, begins_at, ends_at)
       VALUES ('win_1', 'app-raxx-app', 'scheduled', ?, ?)`,
    )
    .bind(iso(begins), iso(begins + 60 * MINUTE_MS))
    .run();

const phase = (name: string) =>
  d1()
    .prepare(
      "UPDATE maintenance_window_surfaces SET phase = ?1, ended_at = iif(?1 IN ('ended', 'cancelled'), ?2, NULL)",
    )
    .bind(name, iso(now()))
    .run();

beforeEach(async () => {
  for (const name of ["maintenance_window_surfaces", "maintenance_windows"])
    await d1().prepare(`DELETE FROM ${name}`).run();
});

it("A measured outage is told after two minutes and its end once, however it flaps", async () => {
  await listen("measured");
  await setState("DOWN");
  await pass(1);
  expect(subjects()).toEqual([]);
  await pass(2);
  expect(subjects()).toEqual(["New"]);
  for (const state of ["OPERATIONAL", "DOWN", "OPERATIONAL", "DOWN", "DEGRADED"]) {
    await setState(state);
    await pass(2);
  }
  expect(subjects()).toEqual(["New"]);
  await pass(10);
  expect(subjects()).toEqual(["New", "Resolved"]);
  expect(await rows("SELECT subject FROM notice_events")).toHaveLength(2);
});

it("A window is told when it is planned, moved and cancelled, and has its reminders at the times of its last plan", async () => {
  await listen("maintenance");
  const begins = now() + 25 * 60 * MINUTE_MS;
  await plan(begins, 0);
  await place(begins);
  await pass(3);
  expect(subjects()).toEqual(["Planned"]);
  expect(outbox.postmark().taken[0]?.TextBody).toContain("We move a database.");
  skip(60);
  await pass(2);
  expect(subjects().slice(1)).toEqual(["Reminder, a day before"]);
  await plan(begins + 24 * 60 * MINUTE_MS, 1);
  await pass(2);
  expect(subjects().slice(2)).toEqual(["Moved"]);
  skip(24 * 60);
  await pass(2);
  expect(subjects().slice(3)).toEqual(["Reminder, a day before"]);
  await phase("cancelled");
  await pass(2);
  skip(23 * 60);
  await pass(2);
  expect(subjects().slice(4)).toEqual(["Cancelled"]);
});

it("A window that moves before it begins and while it runs is told each time, and that it started once", async () => {
  await listen("maintenance");
  const begins = now() + 60 * MINUTE_MS;
  await plan(begins, 0);
  await place(begins);
  await pass(1);
  await plan(begins + MINUTE_MS, 1);
  await pass(1);
  await phase("running");
  await pass(2);
  await plan(begins + 2 * MINUTE_MS, 2);
  await pass(2);
  await plan(begins + 3 * MINUTE_MS, 3);
  await pass(2);
  await phase("ended");
  await pass(1);
  expect(subjects()).toEqual(["Planned", "Moved", "Started", "Moved", "Moved", "Ended"]);
});

it("A window that is told to nobody stays so when it is moved, begins and ends", async () => {
  await listen("maintenance");
  const begins = now() + 25 * 60 * MINUTE_MS;
  await plan(begins, 0);
  await place(begins);
  await run(silenceWindow(db(), "win_1", now()));
  await pass(2);
  await plan(begins + MINUTE_MS, 1);
  skip(60);
  await pass(2);
  await phase("running");
  await pass(2);
  await phase("ended");
  await pass(2);
  expect(subjects()).toEqual([]);
});

it("A window that was planned before there were subscribers is told when it starts and ends", async () => {
  await plan(now() + 60 * MINUTE_MS, 0);
  await place(now() + 60 * MINUTE_MS);
  await pass(1);
  await listen("maintenance");
  await phase("running");
  await pass(2);
  await phase("ended");
  await pass(2);
  expect(subjects()).toEqual(["Started", "Ended"]);
});
