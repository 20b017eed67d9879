import { describe, expect, test } from "vitest";
import { decide } from "@/lib/core/engine/decide";
import { shownSurface } from "@/lib/core/engine/settle";
import { STATES, type State } from "@/lib/core/engine/states";
import { isTicketPending, type Surface } from "@/lib/core/engine/surface";
import { always, isNews, type Scene, wildStory } from "./world";

/** The surface as the clock had it when the report came. */
const settled = ({ before, now }: Scene): Surface => decide(before, { kind: "clock" }, now).surface;
const isReleased = ({ deed, report }: Scene): boolean =>
  deed.kind === "manual" && report !== null && deed.words.state === "OPERATIONAL";
const isTicketNews = ({ report, before }: Scene): boolean =>
  report?.kind === "ticket" && (report.op === "hold" || before.tickets.some((t) => t.key === report.key));
const masked = (s: Surface): boolean =>
  s.override !== null || s.awaitingSince !== null || s.windows.some((w) => w.running);
const worst = (states: readonly State[]): State | undefined => STATES.find((state) => states.includes(state));

describe("whatever happens", () => {
  test("decide never throws and never changes its input", () => {
    always((scenes, { deeds }) => expect(scenes).toHaveLength(deeds.length), wildStory);
  });

  test("a pin holds state, source, note and its incident against all other sources, until it expires or is released", () => {
    always((scenes) => {
      for (const scene of scenes) {
        const { before, outcome, report, now } = scene;
        const pin = before.override;
        const ends = [pin?.expiresAt, pin?.maintenanceUntil].filter((at) => typeof at === "number");
        if (!pin || report?.kind === "manual" || ends.some((at) => at <= now)) continue;
        const { state, source, note, stateSince, maintenanceUntil, override } = outcome.surface;
        expect({ state, source, note, stateSince, maintenanceUntil, override }).toEqual({
          state: before.state,
          source: "manual",
          note: before.note,
          stateSince: before.stateSince,
          maintenanceUntil: before.maintenanceUntil,
          override: pin,
        });
      }
    }, wildStory);
  });

  test("a window masks all but a pin, until the latest end", () => {
    always((scenes) => {
      const windows = new Map<string, { beginsAt: number; endsAt: number }>();
      for (const scene of scenes) {
        const { report, outcome, before } = scene;
        const now = Math.max(scene.now, before.updatedAt);
        if (report?.kind === "window" && report.op === "add") windows.set(report.window.id, report.window);
        for (const [id, w] of windows) {
          const isNamed = report?.kind === "window" && report.op === "end" && report.windowId === id;
          const isSwept =
            isReleased(scene) ||
            (report?.kind === "window" && report.op === "end" && report.windowId === "all_running");
          if (isNamed || (isSwept && w.beginsAt <= now) || w.endsAt <= now) windows.delete(id);
        }
        if (report === null || now > scene.now || outcome.surface.override) continue;
        const running = [...windows.values()].filter((w) => w.beginsAt <= now);
        if (running.length === 0) continue;
        expect(outcome.surface).toMatchObject({ state: "MAINTENANCE", source: "schedule" });
        expect(outcome.surface.maintenanceUntil).toBe(Math.max(...running.map((w) => w.endsAt)));
      }
    }, wildStory);
  });

  test("ticket_pending is shown if and only if a ticket is open or the flag is set", () => {
    always((scenes) => {
      const open = new Set<string>();
      let flag = false;
      for (const scene of scenes) {
        const { report, outcome } = scene;
        if (report?.kind === "ticket" && report.op === "hold") open.add(report.ticket.key);
        if (report?.kind === "ticket" && report.op === "let_go") open.delete(report.key);
        if (report?.kind === "manual") flag = isReleased(scene) ? false : (report.ticketFlag ?? flag);
        expect(isTicketPending(outcome.surface)).toBe(open.size > 0 || flag);
      }
    }, wildStory);
  });

  test("never OPERATIONAL while a ticket is open, but between a release and a ticket's next report", () => {
    always((scenes) => {
      let excused = false;
      for (const scene of scenes) {
        const { outcome } = scene;
        if (isReleased(scene)) excused = true;
        else if (isTicketNews(scene)) excused = false;
        if (outcome.surface.tickets.length > 0 && !excused) expect(outcome.surface.state).not.toBe("OPERATIONAL");
      }
    }, wildStory);
  });

  test("maintenance_until is only there in MAINTENANCE", () => {
    always((scenes) => {
      for (const { outcome, now } of scenes)
        for (const seen of [outcome.surface, shownSurface(outcome.surface, now + 200_000)])
          if (seen.state !== "MAINTENANCE") expect(seen.maintenanceUntil).toBeNull();
    }, wildStory);
  });

  test("UNKNOWN never becomes OPERATIONAL by a failed poll or a failed probe", () => {
    always((scenes) => {
      for (const scene of scenes) {
        const garbage =
          (scene.deed.kind === "probe" && !scene.deed.ok) ||
          (scene.deed.kind === "partner" && scene.deed.reading === null);
        if (garbage && settled(scene).state === "UNKNOWN") expect(scene.outcome.surface.state).not.toBe("OPERATIONAL");
      }
    }, wildStory);
  });

  test("silence never makes anything OPERATIONAL, but the end of a pin or of maintenance", () => {
    always((scenes) => {
      for (const { outcome, now } of scenes) {
        const { surface } = outcome;
        if (surface.state === "OPERATIONAL" || surface.override || surface.windows.length > 0) continue;
        for (const ms of [60_000, 100_000, 400_000])
          expect(shownSurface(surface, now + ms).state).not.toBe("OPERATIONAL");
      }
    });
  });
});

describe("after each report of its kind, unmasked", () => {
  test("a ticket's: the worst of all open tickets (contract §3.5), and the partner's reading", () => {
    always((scenes) => {
      for (const {
        report,
        outcome: { surface },
      } of scenes) {
        if (report?.kind !== "ticket" || report.op !== "hold" || masked(surface)) continue;
        const claims = surface.tickets.map(
          (t): State => (t.downgraded ? "DEGRADED" : (t.severity.toUpperCase() as State)),
        );
        const reading = surface.partner.reading !== null && !surface.partner.isIgnored ? [surface.partner.reading] : [];
        const expected = surface.probe.failStreak >= 3 ? "DOWN" : worst([...claims, ...reading]);
        expect(surface.state).toBe(expected);
      }
    });
  });

  test("the last ticket's close on a probed surface (contract §3.6)", () => {
    always((scenes) => {
      for (const scene of scenes) {
        const { surface } = scene.outcome;
        const isLastClose = isTicketNews(scene) && surface.tickets.length === 0;
        const isProbed = surface.probe.lastAt !== null && scene.now - surface.probe.lastAt <= 90_000;
        if (!isLastClose || !isProbed || masked(surface)) continue;
        expect(surface).toMatchObject({
          state: surface.probe.lastOk ? "OPERATIONAL" : "DEGRADED",
          source: "freescout",
        });
      }
    });
  });

  test("a failed probe's: never OPERATIONAL", () => {
    always((scenes) => {
      for (const scene of scenes)
        if (scene.deed.kind === "probe" && !scene.deed.ok && isNews(scene) && !masked(scene.outcome.surface))
          expect(scene.outcome.surface.state).not.toBe("OPERATIONAL");
    });
  });

  test.each([
    ["failed probe's, the third or later in a row: DOWN", false, "DOWN"],
    ["ok probe's, the third or later in a row, without a ticket: OPERATIONAL", true, "OPERATIONAL"],
  ])("a %s", (_, ok, state) => {
    always((scenes) => {
      let [inARow, lastAt] = [0, 0];
      for (const scene of scenes) {
        const { deed, now, before, outcome } = scene;
        if (deed.kind !== "probe" || !isNews(scene)) continue;
        const isLate = deed.skewMs !== 0 || now < before.updatedAt;
        inARow = deed.ok !== ok || isLate ? 0 : (now - lastAt > 90_000 ? 0 : inARow) + deed.times;
        lastAt = now;
        if (inARow < 3 || masked(outcome.surface) || (ok && outcome.surface.tickets.length > 0)) continue;
        expect(outcome.surface.state).toBe(state);
      }
    });
  });

  test("a good reading's: the worst of it and the open tickets, those that a release silenced left out", () => {
    always((scenes) => {
      let silenced = false;
      for (const scene of scenes) {
        const { deed, outcome, before } = scene;
        const { surface, incidents } = outcome;
        const isPinned = surface.override !== null;
        const isWoken = isPinned || incidents.some((step) => step.op === "open") || isTicketNews(scene);
        silenced = isReleased(scene) || (silenced && !isWoken);
        if (deed.kind !== "partner" || deed.reading === null || masked(surface) || before.windows.length > 0) continue;
        const claims = silenced ? [] : surface.tickets.map((t) => t.severity.toUpperCase() as State);
        expect(surface.state).toBe(worst([...claims, deed.reading]));
      }
    });
  });
});
