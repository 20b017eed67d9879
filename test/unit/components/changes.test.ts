import { describe, expect, it } from "vitest";
import { describeChanges } from "@/components/status/changes";
import { english } from "./english";
import { ownedIn, surfaceWith } from "./surface";

describe("what a refresh announces", () => {
  it("is nothing when nothing that a reader sees has changed", () => {
    const before = [surfaceWith()];
    expect(describeChanges(english, before, [surfaceWith({ last_checked_at: "2026-04-28T14:31:45Z" })])).toBe("");
  });

  it.each([
    [{ state: "DOWN" }, "Raxx App: Service disruption."],
    [{ state: "DOWN", ticket_pending: true }, "Raxx App: Service disruption."],
    [{ ticket_pending: true }, "Raxx App: ticket opened."],
    [{ public_note: "Investigating." }, "Raxx App: the note changed."],
  ] as const)("%o is %s", (change, sentence) => {
    expect(describeChanges(english, [surfaceWith()], [surfaceWith(change)])).toBe(sentence);
  });

  it("says when a pending issue is gone", () => {
    expect(describeChanges(english, [surfaceWith({ ticket_pending: true })], [surfaceWith()])).toBe(
      "Raxx App: ticket closed.",
    );
  });

  it("counts what would be too much to listen to", () => {
    const before = ownedIn("DOWN", "DOWN", "DOWN", "DOWN", "DOWN", "DOWN");
    const after = before.map((surface) => ({ ...surface, state: "OPERATIONAL" as const }));
    expect(describeChanges(english, before, after)).toBe(
      "A: Operational. B: Operational. C: Operational. D: Operational. 2 more changes.",
    );
  });

  it("passes over a surface that was not there before", () => {
    expect(describeChanges(english, [], [surfaceWith()])).toBe("");
  });
});
