import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { decideAll, type Report } from "@/lib/core/engine/decide";
import { registerSurface, type Surface } from "@/lib/core/engine/surface";
import { publishableNote } from "@/lib/core/note-policy/note";
import { past } from "../../../scripts/demo/past";
import { present } from "../../../scripts/demo/present";
import { openMemoryDatabase, writePast } from "../../../scripts/demo/write-past";
import { parseRegistry } from "../../../scripts/registry";
import { inRoot } from "../../../scripts/root";
import { native } from "../../support/freescout";

const NOW = Date.UTC(2026, 5, 1, 12, 0, 30);
const DAY_MS = 86_400_000;
const { surfaces } = parseRegistry(
  readFileSync(inRoot("config", "status-surfaces.yaml"), "utf8"),
  "status-surfaces.yaml",
);

type Row = Record<string, string | number | null>;

test("the minutes that a demo's past skips leave what the engine leaves, minute by minute", async () => {
  const db = openMemoryDatabase();
  const names = new Map(surfaces.map(({ id, display_name }) => [id, display_name]));
  const file: Parameters<typeof past>[1] = ({ on, at, ...ticket }) =>
    native({ ...ticket, tag: names.get(on), updated: `${new Date(at).toISOString().slice(0, 19)}Z` });
  const happenings = [...past(surfaces, file, NOW), ...present(surfaces, file, NOW)];
  await writePast(db, { surfaces, now: NOW }, happenings);
  const read = async (sql: string) => (await db.prepare(sql).all<Row>()).results;

  const gaps = await read(
    "SELECT DISTINCT substr(effective_at, 1, 10) AS day FROM status_audit_log WHERE because = 'probe_gap'",
  );
  const daysAgo = gaps.map(({ day }) => (Date.UTC(2026, 5, 1) - Date.parse(String(day))) / DAY_MS);
  expect(daysAgo).toEqual([73, 19]); // its two blackouts

  const [row] = await read("SELECT * FROM surface_state WHERE surface_id = 'secrets-management'");
  expect([row?.state, row?.partner_failed_polls]).toEqual(["UNKNOWN", 59]);

  const sites = await read("SELECT * FROM surface_state WHERE last_probe_at IS NOT NULL");
  for (const { surface_id, state_since, last_probe_at, probe_ok_streak, state } of sites) {
    expect([surface_id, last_probe_at]).toEqual([surface_id, new Date(NOW - 60_000).toISOString()]);
    expect(Number(probe_ok_streak)).toBeGreaterThan(2);
    if (state === "OPERATIONAL") expect(Date.parse(String(state_since))).toBeLessThan(NOW - 3_600_000);
  }
  const notes = (await read("SELECT DISTINCT public_note FROM incident_updates")).map((update) =>
    String(update.public_note),
  );
  expect(notes.filter((note) => publishableNote(note).text !== note)).toEqual([]);

  const [{ n } = {}] = await read("SELECT count(*) AS n FROM probe_results WHERE checked_at >= '2026-06-01T11:00'");
  expect(n).toBe(sites.length * 60);
});

/** What `skipQuiet` rests on: where a probe or a poll of a kind has been repeated often enough, another one changes nothing. */
test.each<[string, (at: number) => Report, boolean]>([
  ["a site that is well", (at) => probe(at, true), true],
  ["a site that is down", (at) => probe(at, false), true],
  ["a partner that is well", (at) => poll(at, "OPERATIONAL"), false],
  ["a partner in trouble", (at) => poll(at, "DEGRADED"), false],
  ["a partner that is silent", (at) => poll(at, null), false],
])("%s changes nothing by saying so again", (_, report, hasProbe) => {
  const start = Date.UTC(2026, 2, 3, 10);
  let surface: Surface = registerSurface({ id: "s", hasProbe, partnerStaleMs: 300_000 }, start - 60_000);
  const changes: unknown[] = [];
  for (let minute = 0; minute < 200; minute++) {
    const at = start + minute * 60_000;
    const outcome = decideAll(surface, [report(at)], at);
    if (minute >= 5) changes.push(...outcome.changes, ...outcome.incidents);
    surface = outcome.surface;
  }
  expect(changes).toEqual([]);
});

const probe = (at: number, ok: boolean): Report => ({
  ...{ kind: "probe", actor: "prober", times: 1 },
  result: { at, ok, latencyMs: 20, statusCode: ok ? 200 : 503, error: ok ? null : "status" },
});
const poll = (at: number, reading: "OPERATIONAL" | "DEGRADED" | null): Report => ({
  ...{ kind: "partner", actor: "3p_poller", reading, polledAt: at },
});
