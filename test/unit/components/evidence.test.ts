import { describe, expect, it } from "vitest";
import { messagesFor } from "@/components/messages/messages-for";
import { agedBy, basisText, findBasis } from "@/components/status/evidence";
import type { Evidence } from "@/lib/schemas/public";
import { surfaceWith } from "./surface";

const en = messagesFor("en");
const NOW = Date.parse("2026-11-20T10:30:00Z");
const SINCE = "2026-11-20T09:00:00Z";
const probed = { last_checked_at: "2026-11-20T10:29:48Z", state_since: SINCE };

const textOf = (surface: Parameters<typeof surfaceWith>[0], known?: Evidence, isFirst = true) =>
  basisText(en, findBasis(surfaceWith({ last_checked_at: null, ...surface }), known, isFirst), NOW);

describe("what a row rests on", () => {
  const operator: Evidence = { by: "operator", since: Date.parse(SINCE) };
  const partner: Evidence = { by: "partner", readAt: NOW - 40_000 };

  it("is what decided the state when the page was made", () => {
    expect(textOf(probed, {})).toBe("Probe 20 s ago");
    expect(textOf({}, partner)).toBe("Their page 40 s ago");
    expect(textOf({ ...probed, state: "DOWN" }, operator)).toBe("Set by our team");
    expect(textOf({ ...probed, state: "DOWN" }, { ...operator, by: "ticket" })).toBe("Ticket");
    expect(textOf({}, {})).toBe("Not monitored directly");
  });

  it("after a refresh is what the API says, and never an age that nobody knows", () => {
    expect(textOf({}, partner, false)).toBe("Their page");
    expect(textOf({ ...probed, state_since: "2026-11-20T10:00:00Z" }, operator, false)).toBe("Probe 20 s ago");
    expect(textOf({ ...probed, state: "DOWN" }, operator, false)).toBe("Set by our team");
    expect(textOf({ state: "DOWN", ticket_pending: true }, undefined, false)).toBe("Ticket");
    expect(textOf({ ...probed, state: "MAINTENANCE" }, {}, false)).toBe("Maintenance plan");
  });

  it("pales after three minutes, and more after six", () => {
    expect([179_999, 180_000, 360_000].map(agedBy)).toEqual([0, 1, 2]);
  });
});
