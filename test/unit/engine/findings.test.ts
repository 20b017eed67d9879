import { describe, expect, test } from "vitest";
import { orderTicket, type TicketRecord } from "@/lib/core/engine/tickets";
import {
  clock,
  close,
  down,
  failedPoll,
  healthy,
  live,
  look,
  ok,
  pin,
  plan,
  probeSurface,
  reading,
  release,
  run,
  s,
  seenAt,
  sighting,
  ticket,
  ticks,
  told,
} from "./support";

// Each of these was red when it was written: a sentence of the contract that the engine did not keep.

describe("what a report makes due takes effect no earlier than the report", () => {
  test("a close that leaves a long silent DEGRADED without its ticket makes it UNKNOWN now, not 90 s after it began", () => {
    const { changes, surface } = run(probeSurface(), [
      [0, ticket("t", "degraded")],
      [300, close("t")],
    ]);
    expect(told(changes)).toEqual([
      "UNKNOWN → DEGRADED by freescout at 0",
      "DEGRADED → DEGRADED by freescout at 300",
      "DEGRADED → UNKNOWN by prober at 300",
    ]);
    expect(look(surface).since).toBe(300);
  });

  test("a window whose start is in the past begins at once: now, after what the clock changed before it", () => {
    const { changes } = run(healthy(), [[300, plan("w", 50, 900)]]);
    expect(told(changes)).toEqual([
      "OPERATIONAL → UNKNOWN by prober at 90",
      "UNKNOWN → MAINTENANCE by schedule at 300",
    ]);
  });
});

describe("a dead cron shows UNKNOWN, and not yesterday's truth", () => {
  test("a partner's last good reading that gets over age after a release reads UNKNOWN too", () => {
    const released = run(reading("DOWN"), [[60, release()]]).surface;
    expect(seenAt(released, 3600)).toMatchObject({ state: "UNKNOWN", source: "3p_poller" });
  });

  test("so does an operational one that an operator confirmed", () => {
    const released = run(reading("OPERATIONAL"), [[60, release()]]).surface;
    expect(look(run(released, [[3600, clock]]).surface)).toMatchObject({ state: "UNKNOWN" });
  });
});

describe("a last good reading older than 5 minutes reads UNKNOWN", () => {
  test("also one that a release silenced and a later pin woke: the release made it no younger", () => {
    const { surface } = run(reading("DOWN"), [
      [290, release()],
      [295, pin("PARTIAL", { expires: 400 })],
      [400, clock],
    ]);
    expect(look(surface)).toMatchObject({ state: "UNKNOWN", since: 400 });
  });
});

describe("three failed polls give UNKNOWN unless a ticket or pin decides", () => {
  test("the third never makes a probed surface OPERATIONAL while its silenced ticket is open", () => {
    const unknown = run(healthy(), [
      [1, ticket("t", "down")],
      [2, release()],
      [93, clock],
      ...ticks(ok, 100, 160, 220),
    ]).surface;
    const polled = run(unknown, ticks(failedPoll, 230, 231, 232)).surface;
    expect([unknown.state, polled.state]).not.toEqual(["UNKNOWN", "OPERATIONAL"]);
  });
});

describe("the note during maintenance is the latest open ticket's, else the window's (decision 008)", () => {
  const window = plan("w", 10, 900, "Window's.");
  const open = ticket("t", "down", { note: "Ticket's." });

  test("where the ticket opened in the window", () => {
    const seen = [
      [10, window],
      [20, open],
      [30, plan("v", 30, 800, "Other's.")],
    ] as const;
    expect(seen.map((_, i) => look(run(live(), seen.slice(0, i + 1)).surface).note)).toEqual([
      "Window's.",
      "Ticket's.",
      "Ticket's.",
    ]);
  });

  test("where it was open before", () => {
    expect(
      look(
        run(live(), [
          [5, open],
          [10, window],
        ]).surface,
      ).note,
    ).toBe("Ticket's.");
  });
});

describe("state_since moves only when state changes, for a reader too", () => {
  test("a gap that is shown before a tick writes it has the time that the tick will write", () => {
    const written = look(run(healthy(), [[125, clock]]).surface);
    expect(seenAt(healthy(), 125)).toEqual(written);
  });
});

describe("after a release every source takes part again from its next report", () => {
  test("three ok after a gap do not bring back a ticket that has said nothing since", () => {
    const { surface } = run(healthy(), [
      [1, ticket("t", "down")],
      [2, release()],
      [93, clock],
      ...ticks(ok, 100, 160, 220),
    ]);
    expect(look(surface)).not.toMatchObject({ state: "DOWN", source: "freescout" });
  });
});

describe("a tracked ticket without customFields: known fields stay", () => {
  const A = { surfaceId: "A", severity: "degraded", note: "a" } as const;

  /** What is known after these deliveries, 10 s apart. */
  const knownAfter = (...seen: Parameters<typeof sighting>[0][]): TicketRecord | null =>
    seen.reduce<TicketRecord | null>((known, words, i) => {
      const decision = orderTicket(known, sighting({ ...words, updatedAt: s(i * 10) }), s(i * 10));
      return decision.kind === "ignore" ? known : decision.record;
    }, null);

  test("one whose tag was emptied stays closed: its known tag is empty", () => {
    const known = knownAfter({ fields: A }, { fields: { ...A, surfaceId: null } }, { fields: null });
    expect(known?.open).toBe(false);
  });

  test("one that closed with another severity reopens with that severity", () => {
    const known = knownAfter({ fields: A }, { status: "closed", fields: { ...A, severity: "down" } }, { fields: null });
    expect(known).toMatchObject({ open: true, surfaceId: "A", severity: "down" });
  });

  test("one that closed with another tag reopens on that surface", () => {
    const known = knownAfter({ fields: A }, { status: "closed", fields: { ...A, surfaceId: "B" } }, { fields: null });
    expect(known).toMatchObject({ open: true, surfaceId: "B" });
  });
});

describe("a ticket's delivery that is no replay writes an audit row (contract §2.10)", () => {
  test("also when readers see no difference: it escalates while the probe already has it DOWN", () => {
    const before = run(down(), [[1, ticket("t", "degraded", { note: "n" })]]).surface;
    const { changes } = run(before, [[10, ticket("t", "down", { note: "n" })]]);
    expect(told(changes)).toEqual(["DOWN → DOWN by freescout at 10"]);
  });

  test("also when the one field that changed is updated_at", () => {
    const before = run(live(), [[1, ticket("t", "degraded", { note: "n" })]]).surface;
    const { changes } = run(before, [[10, ticket("t", "degraded", { note: "n" })]]);
    expect(told(changes)).toEqual(["DEGRADED → DEGRADED by freescout at 10"]);
  });
});
