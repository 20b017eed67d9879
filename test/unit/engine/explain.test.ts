import { describe, expect, test } from "vitest";
import { decide } from "@/lib/core/engine/decide";
import { explain } from "@/lib/core/engine/explain";
import { settle, shownSurface } from "@/lib/core/engine/settle";
import type { Surface } from "@/lib/core/engine/surface";
import { down, healthy, live, reading, release, run, s } from "./support";

const pin = (surface: Surface, at = 10): Surface =>
  decide(surface, { kind: "manual", actor: "ops", state: "PARTIAL", expiresAt: null, maintenanceUntil: null }, s(at))
    .surface;
const ticket = (surface: Surface, severity: "down" | "degraded", at = 20): Surface => {
  const held = { key: "1", ticketId: 1, severity, downgraded: false, note: null, updatedAt: s(at) };
  return decide(surface, { kind: "ticket", actor: "freescout", op: "hold", ticket: held }, s(at)).surface;
};
const window = (surface: Surface, from: number, until: number): Surface => {
  const planned = { id: "w", beginsAt: s(from), endsAt: s(until), note: null, running: false };
  return decide(surface, { kind: "window", actor: "ops", op: "add", window: planned }, s(from)).surface;
};
const standings = (surface: Surface) =>
  explain(surface).map(({ source, standing, state, because }) => [source, standing, state, because]);

describe("why a surface is what it is", () => {
  test("is the probe's word where nobody else speaks", () => {
    expect(standings(healthy())[0]).toEqual(["prober", "decides", "OPERATIONAL", "probe_recovered"]);
    expect(standings(down())[0]).toEqual(["prober", "decides", "DOWN", "probe_down"]);
  });

  test("is the ticket that is worse than the probe, which is outranked", () => {
    expect(standings(ticket(healthy(), "down")).slice(0, 2)).toEqual([
      ["freescout", "decides", "DOWN", "ticket_open"],
      ["prober", "outranked", "OPERATIONAL", "probe_recovered"],
    ]);
  });

  test("is the pin that masks all others", () => {
    expect(standings(pin(ticket(down(), "degraded"), 30)).slice(0, 3)).toEqual([
      ["manual", "decides", "PARTIAL", "pinned"],
      ["prober", "masked", "DOWN", "probe_down"],
      ["freescout", "masked", "DOWN", "ticket_open"],
    ]);
  });

  test("is the window that runs", () => {
    const [first, second] = explain(window(healthy(), 10, 1_000));
    expect(first).toMatchObject({ source: "schedule", standing: "decides", state: "MAINTENANCE", reportedAt: s(10) });
    expect(second).toMatchObject({ source: "prober", standing: "masked" });
  });

  test("is the operator's release, while tickets and partner stay muted until they speak again", () => {
    const released = run(reading("DOWN"), [[10, release()]]).surface;
    expect(standings(released).slice(0, 2)).toEqual([
      ["manual", "decides", "OPERATIONAL", "released"],
      ["3p_poller", "muted", "DOWN", "partner_reading"],
    ]);
  });

  test("is the silence of the probe, as readers are shown it", () => {
    expect(standings(shownSurface(healthy(), s(121)))[0]).toEqual(["prober", "decides", "UNKNOWN", "probe_gap"]);
  });

  test("names each source once, one of which decides", () => {
    for (const surface of [healthy(), down(), live(), reading("DEGRADED"), pin(live()), window(down(), 5, 50)]) {
      const told = explain(surface);
      expect(new Set(told.map(({ source }) => source)).size).toBe(told.length);
      expect(told.filter(({ standing }) => standing === "decides")).toHaveLength(1);
    }
  });
});

describe("what the clock changes is seen", () => {
  test("as it comes due, though a later tick writes it", () => {
    const planned = window(live(), 100, 200);
    const [started] = settle(planned, s(500)).changes;
    expect([started?.effectiveAt, started?.seenFrom]).toEqual([s(200), s(200)]);
  });

  test("after a gap of probes once readers wait no longer: 120 s, and not 90", () => {
    const [gap] = settle(healthy(), s(500)).changes;
    expect([gap?.because, gap?.effectiveAt, gap?.seenFrom]).toEqual(["probe_gap", s(90), s(120) + 1]);
  });

  test("and a report is seen once it is written: it has no such time", () => {
    expect(decide(live(), { kind: "note", actor: "ops", note: "A word." }, s(10)).changes[0]).not.toHaveProperty(
      "seenFrom",
    );
  });
});
