import { describe } from "vitest";
import {
  clock,
  close,
  down,
  failed,
  healthy,
  itHolds,
  ok,
  pin,
  plan,
  probeSurface,
  run,
  type Script,
  ticket,
  ticks,
} from "./support";

/** DOWN by the prober, a `down` ticket, three ok: DEGRADED since 180. */
const recovered = () => run(down(), [[1, ticket("t", "down")], ...ticks(ok, 60, 120, 180)]).surface;
const recover = (from: number): Script => ticks(ok, from, from + 60, from + 120);

describe("the third ok after a failure, with an open ticket", () => {
  itHolds([
    ["DOWN becomes DEGRADED", recovered(), [], { state: "DEGRADED", source: "prober", since: 180, pending: true }],
    [
      "from then on a down ticket counts as degraded",
      recovered(),
      [[190, ticket("u", "degraded")]],
      { state: "DEGRADED", source: "freescout", since: 180 },
    ],
    [
      "so does a partial one",
      down(),
      [[1, ticket("t", "partial")], ...recover(60), [190, ticket("u", "degraded")]],
      { state: "DEGRADED" },
    ],
    [
      "so do all of several",
      down(),
      [[1, ticket("t", "down")], [2, ticket("u", "partial")], ...recover(60), [190, close("t")]],
      { state: "DEGRADED" },
    ],
    [
      "until its next update, which counts with the severity it carries",
      recovered(),
      [[190, ticket("t", "down")]],
      { state: "DOWN", source: "freescout", since: 190 },
    ],
    ["a milder update too", recovered(), [[190, ticket("t", "partial")]], { state: "PARTIAL", source: "freescout" }],
    [
      "another ticket's update hardens only itself",
      recovered(),
      [
        [190, ticket("u", "degraded")],
        [200, ticket("u", "partial")],
        [210, close("u")],
      ],
      { state: "DEGRADED" },
    ],
    ["a ticket opened after the recovery counts in full", recovered(), [[190, ticket("u", "down")]], { state: "DOWN" }],
    [
      "the softened ticket's close gives OPERATIONAL",
      recovered(),
      [[190, close("t")]],
      { state: "OPERATIONAL", source: "freescout", pending: false },
    ],
    [
      "further ok leave DEGRADED while the ticket is open",
      recovered(),
      ticks(ok, 240, 300, 360, 420),
      { state: "DEGRADED", since: 180 },
    ],
    ["one or two failures leave DEGRADED", recovered(), ticks(failed, 240, 300), { state: "DEGRADED", since: 180 }],
    [
      "three failures give DOWN again, and three ok DEGRADED again",
      recovered(),
      [...ticks(failed, 240, 300, 360), ...recover(420)],
      { state: "DEGRADED", since: 540 },
    ],
    [
      "a failure between them makes the streak start again",
      down(),
      [[1, ticket("t", "down")], [60, ok], [120, ok], [180, failed], ...recover(240)],
      { state: "DEGRADED", since: 360 },
    ],
    [
      "a restart of the streaks by a gap does too",
      down(),
      [[1, ticket("t", "down")], [60, ok], [120, ok], ...recover(300)],
      { state: "DEGRADED", since: 420 },
    ],
  ]);
});

describe("where there was no recovery, there is no softening", () => {
  itHolds([
    [
      "a ticket opened with down on a healthy surface stays DOWN",
      healthy(),
      [[1, ticket("t", "down")], ...ticks(ok, 60, 120, 180, 240)],
      { state: "DOWN", source: "freescout", since: 1 },
    ],
    [
      "one opened on an UNKNOWN surface too",
      probeSurface(),
      [[1, ticket("t", "down")], ...recover(60)],
      { state: "DOWN", source: "freescout" },
    ],
    ["a gap is no failure", healthy(), [[1, ticket("t", "down")], ...ticks(ok, 200, 260, 320)], { state: "DOWN" }],
    [
      "PARTIAL waits for its ticket, after a failure too",
      healthy(),
      [[1, ticket("t", "partial")], [60, failed], ...recover(120)],
      { state: "PARTIAL", source: "freescout" },
    ],
    [
      "a recovery before the ticket opened does not count",
      down(),
      [...recover(60), [200, ticket("t", "down")], ...ticks(ok, 240, 300, 360)],
      { state: "DOWN" },
    ],
    [
      "a recovery in maintenance moves only the streaks",
      down(),
      [[1, ticket("t", "down")], [2, plan("w", 2, 300)], ...recover(60), [240, ok], [300, ok]],
      { state: "DOWN", source: "freescout" },
    ],
    [
      "a recovery under a pin moves only the streaks",
      down(),
      [[1, ticket("t", "partial")], [2, pin("DOWN", { expires: 190 })], ...recover(60), [190, clock]],
      { state: "PARTIAL", source: "freescout" },
    ],
  ]);
});
