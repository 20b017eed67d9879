import { describe, expect, it } from "vitest";
import { decideAll, type Report } from "@/lib/engine/decide";
import { registerSurface, type Surface } from "@/lib/engine/surface";
import { skippedLooks, skipQuiet } from "../../../scripts/demo/skip-quiet";

const START = Date.UTC(2026, 2, 3, 10);
const MINUTE_MS = 60_000;
const FACTS = { id: "s", hasProbe: true, partnerStaleMs: 300_000 };

const probe = (at: number, ok: boolean): Report => ({
  ...{ kind: "probe", actor: "prober", times: 1 },
  result: { at, ok, latencyMs: 20, statusCode: ok ? 200 : 503, error: ok ? null : "status" },
});
const poll = (at: number, reading: "OPERATIONAL" | "DEGRADED" | null): Report => ({
  ...{ kind: "partner", actor: "3p_poller", reading, polledAt: at },
});
const ticket: Report = {
  ...{ kind: "ticket", actor: "freescout", op: "hold" },
  ticket: { key: "7", ticketId: 7, severity: "partial", softened: false, note: null, updatedAt: START },
};
const pin: Report = {
  ...{ kind: "manual", actor: "ops", state: "DOWN", expiresAt: null, maintenanceUntil: null },
};
const window: Report = {
  ...{ kind: "window", actor: "ops", op: "add" },
  window: { id: "w", beginsAt: START, endsAt: START + 900 * MINUTE_MS, note: null, running: false },
};

/** Five minutes of the same, and something else in the first of them. */
function live(said: (at: number) => Report, first: Report[] = [], facts = FACTS): Surface {
  let surface = registerSurface(facts, START - MINUTE_MS);
  for (let i = 0; i < 5; i++)
    surface = decideAll(
      surface,
      [said(START + i * MINUTE_MS), ...(i === 0 ? first : [])],
      START + i * MINUTE_MS,
    ).surface;
  return surface;
}

const SILENT = { ...FACTS, hasProbe: false };
const CASES: [string, (at: number) => Report, Report[], typeof FACTS][] = [
  ["a site that is well", (at) => probe(at, true), [], FACTS],
  ["a site that is down", (at) => probe(at, false), [], FACTS],
  ["a site with a ticket", (at) => probe(at, true), [ticket], FACTS],
  ["a failing site with a ticket", (at) => probe(at, false), [ticket], FACTS],
  ["a pinned site", (at) => probe(at, true), [pin], FACTS],
  ["a site in maintenance", (at) => probe(at, false), [window], FACTS],
  ["a partner that is well", (at) => poll(at, "OPERATIONAL"), [], SILENT],
  ["a partner in trouble", (at) => poll(at, "DEGRADED"), [ticket], SILENT],
  ["a partner that is silent", (at) => poll(at, null), [], SILENT],
];

describe("minutes that are skipped", () => {
  it.each(CASES)("leave %s as the engine does, minute by minute", (_, said, first, facts) => {
    const before = live(said, first, facts);
    let surface = before;
    const changes: unknown[] = [];
    for (let i = 5; i < 500; i++) {
      const outcome = decideAll(surface, [said(START + i * MINUTE_MS)], START + i * MINUTE_MS);
      changes.push(...outcome.changes, ...outcome.incidents);
      surface = outcome.surface;
    }
    expect(changes).toEqual([]);
    const skipped = skipQuiet(before, START + 500 * MINUTE_MS);
    expect(skipped).toEqual(surface);
    expect(skippedLooks(before, skipped, 0)).toHaveLength(facts.hasProbe ? 495 : 0);
    const since = START + 490 * MINUTE_MS - 1;
    expect(skippedLooks(before, skipped, since).map(({ at }) => (at - START) / MINUTE_MS)).toEqual(
      facts.hasProbe ? [490, 491, 492, 493, 494, 495, 496, 497, 498, 499] : [],
    );
  });

  it("are none where another look would change something", () => {
    const fresh = decideAll(registerSurface(FACTS, START), [probe(START, false)], START).surface;
    expect(skipQuiet(fresh, START + 10 * MINUTE_MS)).toEqual(fresh);
  });
});
