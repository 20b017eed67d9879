import { describe, expect, it } from "vitest";
import { messagesFor } from "@/components/messages/messages-for";
import { agedBy, basisText, findBasis } from "@/components/status/evidence";
import type { Evidence } from "@/lib/schemas/public";
import { surfaceWith } from "./surface";

const en = messagesFor("en");
const NOW = Date.parse("2026-11-20T10:30:00Z");
/** The page was made ten minutes ago. */
const BEFORE = NOW - 600_000;
const SINCE = "2026-11-20T09:00:00Z";
const probed = { last_checked_at: "2026-11-20T10:29:48Z", state_since: SINCE };

const textOf = (surface: Parameters<typeof surfaceWith>[0], evidence?: Evidence, madeAt = NOW, isProbed = false) =>
  basisText(
    en,
    findBasis(surfaceWith({ last_checked_at: null, ...surface }), { evidence, isProbed, madeAt, now: NOW }),
    NOW,
  );

describe("what a row rests on", () => {
  const operator: Evidence = { by: "operator" };
  const partner: Evidence = { by: "partner", readAt: NOW - 40_000 };

  it("is what decided the state when the page was made", () => {
    expect(textOf(probed, {})).toBe("Probe 20 s ago");
    expect(textOf({}, partner)).toBe("Their page 40 s ago");
    expect(textOf({ ...probed, state: "DOWN" }, operator)).toBe("Set by our team");
    expect(textOf({ ...probed, state: "DOWN" }, { by: "ticket" })).toBe("Ticket");
    expect(textOf({}, {})).toBe("Not monitored directly");
    expect(textOf({}, {}, NOW, true)).toBe("Not checked so far");
  });

  it("after a refresh is what the API says, and never an age that nobody knows", () => {
    expect(textOf({}, partner, BEFORE)).toBe("Their page");
    expect(textOf({ ...probed, state_since: "2026-11-20T10:25:00Z" }, operator, BEFORE)).toBe("Probe 20 s ago");
    expect(textOf({ ...probed, state: "DOWN" }, operator, BEFORE)).toBe("Set by our team");
    expect(textOf({ state: "DOWN", ticket_pending: true }, undefined, BEFORE)).toBe("Ticket");
    expect(textOf({ ...probed, state: "MAINTENANCE" }, {}, BEFORE)).toBe("Maintenance plan");
  });

  it("pales after three minutes, and more after six", () => {
    expect([179_999, 180_000, 360_000].map(agedBy)).toEqual([0, 1, 2]);
  });
});
