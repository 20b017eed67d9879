import { describe, expect, test } from "vitest";
import { decide } from "@/lib/core/engine/decide";
import { toPublicView } from "@/lib/core/engine/outcome";
import { overrideIncidentKey } from "@/lib/core/engine/override";
import { nextChangeAt, shownSurface } from "@/lib/core/engine/settle";
import { orderTicket } from "@/lib/core/engine/tickets";
import { windowIncidentKey } from "@/lib/core/engine/windows";
import { always, newSurface, wildStory } from "./world";

const CLOCK = { kind: "clock" } as const;
const AHEAD = [0, 1, 45_000, 90_000, 90_001, 120_001, 300_001, 4_000_000];

describe("the audit log", () => {
  test("has no break: each row's previous state is the new state of the one before", () => {
    always((scenes, { hasProbe }) => {
      let state = newSurface(hasProbe).state;
      for (const change of scenes.flatMap((scene) => scene.outcome.changes)) {
        expect(change.previousState).toBe(state);
        state = change.newState;
      }
    }, wildStory);
  });

  test("never goes back in effective time", () => {
    always((scenes) => {
      let at = 0;
      for (const { effectiveAt } of scenes.flatMap((scene) => scene.outcome.changes)) {
        expect(effectiveAt).toBeGreaterThanOrEqual(at);
        at = effectiveAt;
      }
    }, wildStory);
  });

  test("rebuilds what the page said: the last row's picture is the surface's", () => {
    always((scenes, { hasProbe }) => {
      const registered = newSurface(hasProbe);
      let [state, picture] = [registered.state, toPublicView(registered)];
      for (const { outcome } of scenes) {
        const last = outcome.changes.at(-1);
        if (last) [state, picture] = [last.newState, last.publicView];
        expect([outcome.surface.state, toPublicView(outcome.surface)]).toEqual([state, picture]);
      }
    }, wildStory);
  });

  test("rebuilds state_since: the effective time of the last row whose state differs", () => {
    always((scenes, { hasProbe }) => {
      let since = newSurface(hasProbe).stateSince;
      for (const { outcome } of scenes) {
        since = outcome.changes.findLast((c) => c.previousState !== c.newState)?.effectiveAt ?? since;
        expect(outcome.surface.stateSince).toBe(since);
      }
    }, wildStory);
  });

  test("has a row for each manual write", () => {
    always((scenes) => {
      for (const { deed, outcome } of scenes)
        if (deed.kind === "manual")
          expect(outcome.changes.some((c) => c.source === "manual" && c.actor === "ops")).toBe(true);
    });
  });

  test("no row dates from before the last write or from after now", () => {
    always((scenes) => {
      for (const { before, now, outcome } of scenes)
        for (const { effectiveAt } of outcome.changes) {
          expect(effectiveAt).toBeGreaterThanOrEqual(before.updatedAt);
          expect(effectiveAt).toBeLessThanOrEqual(Math.max(now, before.updatedAt));
        }
    }, wildStory);
  });
});

describe("incident steps", () => {
  test("open before they update or close, and an open one is open once", () => {
    always((scenes) => {
      const open = new Set<string>();
      for (const step of scenes.flatMap((scene) => scene.outcome.incidents)) {
        expect(open.has(step.key)).toBe(step.op !== "open");
        if (step.op === "open") open.add(step.key);
        if (step.op === "close") open.delete(step.key);
      }
    }, wildStory);
  });

  test("are open exactly for the pin and the windows that run", () => {
    always((scenes) => {
      const open = new Set<string>();
      for (const {
        outcome: { surface, incidents },
      } of scenes) {
        for (const step of incidents) step.op === "close" ? open.delete(step.key) : open.add(step.key);
        const pin = surface.override?.severity ? [overrideIncidentKey(surface.id, surface.overrideCount)] : [];
        const windows = surface.windows.filter((w) => w.running).map((w) => windowIncidentKey(w.id, surface.id));
        expect([...open].sort()).toEqual([...pin, ...windows].sort());
      }
    }, wildStory);
  });

  test("a pin's severity only worsens, a window's is maintenance", () => {
    const ranks = ["maintenance", "degraded", "partial", "down"];
    always((scenes) => {
      const last = new Map<string, number>();
      for (const step of scenes.flatMap((scene) => scene.outcome.incidents)) {
        if (step.op === "close") last.delete(step.key);
        else if (step.key.startsWith("window:")) expect(step.severity).toBe("maintenance");
        else {
          expect(ranks.indexOf(step.severity)).toBeGreaterThanOrEqual(last.get(step.key) ?? 0);
          last.set(step.key, ranks.indexOf(step.severity));
        }
      }
    });
  });
});

describe("a replay is a no-op", () => {
  test("of a probe result: nothing changes and no row is written", () => {
    always((scenes) => {
      for (const { report, outcome, now } of scenes) {
        if (report?.kind !== "probe") continue;
        const again = decide(outcome.surface, report, now);
        expect([again.changes, again.incidents, again.surface]).toEqual([[], [], outcome.surface]);
      }
    }, wildStory);
  });

  test("of a delivery: it never reaches the surface", () => {
    always((scenes) => {
      for (const { sighting, known, now } of scenes) {
        if (!sighting) continue;
        const first = orderTicket(known, sighting, now);
        const record = first.kind === "ignore" ? known : first.record;
        expect(orderTicket(record, sighting, now).kind).toBe("ignore");
      }
    });
  });
});

describe("the clock", () => {
  test("settles once: what is shown of the shown is the same", () => {
    always(
      (scenes) => {
        for (const { outcome, now } of scenes)
          for (const ms of AHEAD) {
            const shown = shownSurface(outcome.surface, now + ms);
            expect(shownSurface(shown, now + ms)).toEqual(shown);
          }
      },
      wildStory,
      150,
    );
  });

  test("composes: two ticks are one, rows, incidents and all", () => {
    always(
      (scenes) => {
        for (const { outcome, now } of scenes.slice(-8))
          for (const [first, second] of [
            [1, 90_001],
            [90_000, 90_001],
            [60_000, 400_000],
            [120_001, 4_000_000],
          ] as const) {
            const one = decide(outcome.surface, CLOCK, now + first);
            const two = decide(one.surface, CLOCK, now + second);
            const atOnce = decide(outcome.surface, CLOCK, now + second);
            expect(two.surface).toEqual(atOnce.surface);
            expect([...one.changes, ...two.changes]).toEqual(atOnce.changes);
            expect([...one.incidents, ...two.incidents]).toEqual(atOnce.incidents);
          }
      },
      wildStory,
      200,
    );
  });

  test("shows what is stored at every moment up to the write", () => {
    always((scenes) => {
      for (const { outcome, before, now, report } of scenes) {
        if (report === null || now < before.updatedAt) continue;
        const { surface } = outcome;
        for (const at of [surface.updatedAt, surface.updatedAt - 1, before.updatedAt, 0])
          expect(shownSurface(surface, at)).toEqual(surface);
      }
    }, wildStory);
  });

  test("changes nothing shown before it said that it would", () => {
    always(
      (scenes) => {
        for (const { outcome, now } of scenes.slice(-8))
          for (const ms of AHEAD) {
            const shown = shownSurface(outcome.surface, now + ms);
            const next = nextChangeAt(shown);
            if (next === null) expect(shownSurface(shown, now + 1e10)).toEqual(shown);
            else {
              expect(next).toBeGreaterThan(Math.min(now + ms, shown.updatedAt));
              expect(shownSurface(shown, next - 1)).toEqual(shown);
            }
          }
      },
      wildStory,
      200,
    );
  });

  test("at read time sees the same state as a tick would write, but for the grace of a probe gap", () => {
    always((scenes) => {
      for (const { outcome, now } of scenes) {
        if (outcome.surface.hasProbe) continue;
        for (const ms of AHEAD) {
          const written = decide(outcome.surface, CLOCK, now + ms).surface;
          const shown = shownSurface(outcome.surface, now + ms);
          expect({ ...shown, updatedAt: 0 }).toEqual({ ...written, updatedAt: 0 });
        }
      }
    });
  });
});
