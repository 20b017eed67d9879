import { expect, test } from "vitest";
import type { HerokuApp } from "@/lib/schemas/monitors";
import type { Before, Finding } from "@/lib/services/monitors/checks";
import { countDynos, judgeDynos } from "@/lib/services/monitors/heroku";
import { at, fixture, GARBAGE, stored } from "./support";

const APP = { name: "raxx-api-prod", may_sleep: false, severity: "critical" as const };

const count = (dynos: string, formation = "heroku-formation") => {
  const counted = countDynos(dynos === "none" ? [] : fixture(dynos), fixture(formation));
  if (counted === null) throw new Error(`${dynos} can't be read`);
  return counted;
};
const UP = count("heroku-dynos-healthy");
const CRASHED = count("heroku-dynos-crashed");
const STARTING = count("heroku-dynos-starting");
const BLIND = { failure: "no connection" };

type Seen = Parameters<typeof judgeDynos>[1];

/** Samples in turn, each stored; what the last one found. */
function live(samples: readonly [time: string, seen: Seen][], app: HerokuApp = APP): Finding {
  let before: Before | undefined;
  let last: Finding | undefined;
  for (const [time, seen] of samples) {
    last = judgeDynos(app, seen, { before, now: at(time) });
    before = stored(last, at(time), before);
  }
  if (!last) throw new Error("no samples");
  return last;
}

test("dynos of the formation are counted by what they are doing", () => {
  expect(UP).toEqual({ wanted: 3, up: 3, starting: 0, idle: 0, crashed: 0, down: 0 });
  expect(STARTING).toMatchObject({ wanted: 3, up: 0, starting: 2, down: 1 });
});

test("a one-off dyno does not count as running", () => {
  expect(CRASHED).toMatchObject({ up: 0, crashed: 2, down: 1 });
});

test("an app that is scaled to zero has nothing running, whatever is still up", () => {
  expect(count("heroku-dynos-healthy", "heroku-formation-scaled-to-zero")).toMatchObject({ wanted: 0, up: 0 });
  expect(live([["10:00", count("none", "heroku-formation-scaled-to-zero")]])).toMatchObject({
    ok: false,
    summary: "0 of 0 dynos running since 2026-11-18T10:00:00Z (scaled to zero)",
  });
});

test.each(GARBAGE.map((body) => [body]))("garbage is not a count: %j", (body) => {
  expect(countDynos(body, fixture("heroku-formation"))).toBeNull();
  expect(countDynos([], body)).toBeNull();
});

test("one dyno up is well", () => {
  const partly = { ...CRASHED, up: 1 };
  expect(live([["10:00", partly]])).toMatchObject({ ok: true, summary: "1 of 3 dynos running", alert: null });
});

test("zero dynos are not well at once, but no alert for the first 5 minutes", () => {
  const finding = live([
    ["10:00", CRASHED],
    ["10:05", CRASHED],
  ]);
  expect(finding).toMatchObject({ ok: false, details: { zero_since: "2026-11-18T10:00:00Z" } });
  expect(finding.alert).toBeUndefined();
});

test("zero dynos for more than 5 minutes are SEV-2", () => {
  const { severity, alert } = live([
    ["10:00", CRASHED],
    ["10:05", CRASHED],
    ["10:06", CRASHED],
  ]);
  expect(severity).toBe("critical");
  expect(alert).toBe(
    "SEV-2: raxx-api-prod has had 0 dynos running for over 5 minutes, since 2026-11-18T10:00:00Z (2 crashed, 1 down)",
  );
});

test("a dyno that comes up ends the spell", () => {
  const finding = live([
    ["10:00", CRASHED],
    ["10:04", UP],
    ["10:05", CRASHED],
    ["10:06", CRASHED],
  ]);
  expect(finding).toMatchObject({ ok: false, details: { zero_since: "2026-11-18T10:05:00Z" } });
  expect(finding.alert).toBeUndefined();
});

test("recovery clears the alert", () => {
  expect(
    live([
      ["10:00", CRASHED],
      ["10:06", CRASHED],
      ["10:07", UP],
    ]),
  ).toMatchObject({ ok: true, alert: null });
});

test("dynos that are starting are not down", () => {
  expect(live([["10:00", STARTING]])).toMatchObject({ ok: true, alert: null });
});

test("a crash loop does not hide behind its restarts", () => {
  const finding = live([
    ["10:00", CRASHED],
    ["10:01", STARTING],
    ["10:06", CRASHED],
  ]);
  expect(finding.alert).toContain("SEV-2");
});

test("a look that failed in between keeps the spell, and neither raises an alert nor clears one", () => {
  const blind = live([
    ["10:00", CRASHED],
    ["10:01", BLIND],
  ]);
  expect(blind).toMatchObject({ ok: null, details: { failure: "no connection" } });
  expect(blind.alert).toBeUndefined();
  const after = live([
    ["10:00", CRASHED],
    ["10:01", BLIND],
    ["10:02", CRASHED],
    ["10:06", CRASHED],
  ]);
  expect(after.alert).toContain("since 2026-11-18T10:00:00Z");
});

test("idle dynos are not running, unless the app may sleep", () => {
  const idle = count("heroku-dynos-idle");
  expect(live([["10:00", idle]])).toMatchObject({ ok: false });
  expect(live([["10:00", idle]], { ...APP, may_sleep: true })).toMatchObject({ ok: true });
});

test("an app whose severity is a warning is never SEV-2", () => {
  const { severity, alert } = live(
    [
      ["10:00", CRASHED],
      ["10:06", CRASHED],
    ],
    { ...APP, name: "raxx-api-staging", severity: "warning" },
  );
  expect(severity).toBe("warning");
  expect(alert).toMatch(/^raxx-api-staging has had 0 dynos running for over 5 minutes/);
});
