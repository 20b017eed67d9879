import { describe } from "vitest";
import {
  bareSurface,
  clock,
  degraded,
  failed,
  healthy,
  itHolds,
  live,
  ok,
  pin,
  plan,
  probeSurface,
  reading,
  reads,
  ticket,
  ticks,
} from "./support";

describe("transitions from registration and UNKNOWN (contract §2.8)", () => {
  itHolds([
    ["a registered surface is UNKNOWN, source prober", probeSurface(), [], { state: "UNKNOWN", source: "prober" }],
    [
      "a surface with neither probe nor feed stays UNKNOWN however much time passes",
      bareSurface(),
      ticks(clock, 0, 1e6, 1e8),
      { state: "UNKNOWN", source: "prober", since: -600 },
    ],
    [
      "it leaves UNKNOWN by an operator's first OPERATIONAL",
      live(),
      [],
      { state: "OPERATIONAL", source: "manual", since: 0 },
    ],
    ["two ok are not enough", probeSurface(), ticks(ok, 0, 60), { state: "UNKNOWN" }],
    [
      "three ok give OPERATIONAL",
      probeSurface(),
      ticks(ok, 0, 60, 120),
      { state: "OPERATIONAL", source: "prober", since: 120 },
    ],
    [
      "a degraded ticket gives DEGRADED",
      probeSurface(),
      [[0, ticket("t", "degraded")]],
      { state: "DEGRADED", source: "freescout" },
    ],
    [
      "a partial ticket gives PARTIAL",
      probeSurface(),
      [[0, ticket("t", "partial")]],
      { state: "PARTIAL", source: "freescout" },
    ],
    ["a down ticket gives DOWN", probeSurface(), [[0, ticket("t", "down")]], { state: "DOWN", source: "freescout" }],
  ]);
});

describe("transitions from OPERATIONAL (contract §2.8)", () => {
  itHolds([
    ["one failure gives DEGRADED", healthy(), [[60, failed]], { state: "DEGRADED", source: "prober", since: 60 }],
    [
      "three failures give DOWN",
      healthy(),
      ticks(failed, 60, 120, 180),
      { state: "DOWN", source: "prober", since: 180 },
    ],
    [
      "a degraded ticket gives DEGRADED",
      healthy(),
      [[10, ticket("t", "degraded")]],
      { state: "DEGRADED", source: "freescout", since: 10 },
    ],
    [
      "a partial ticket gives PARTIAL",
      healthy(),
      [[10, ticket("t", "partial")]],
      { state: "PARTIAL", source: "freescout" },
    ],
    ["a down ticket gives DOWN", healthy(), [[10, ticket("t", "down")]], { state: "DOWN", source: "freescout" }],
    [
      "a degraded partner gives DEGRADED",
      reading("OPERATIONAL"),
      [[60, reads("DEGRADED")]],
      { state: "DEGRADED", source: "3p_poller", since: 60 },
    ],
    [
      "a partner that is down gives DOWN",
      reading("OPERATIONAL"),
      [[60, reads("DOWN")]],
      { state: "DOWN", source: "3p_poller" },
    ],
    [
      "a window's start gives MAINTENANCE",
      healthy(),
      [[10, plan("w", 10, 60)]],
      { state: "MAINTENANCE", source: "schedule", since: 10, until: 60 },
    ],
    [
      "an operator gives MAINTENANCE",
      healthy(),
      [[10, pin("MAINTENANCE")]],
      { state: "MAINTENANCE", source: "manual", until: null },
    ],
    [
      "a probe gap over 90 s gives UNKNOWN",
      healthy(),
      [[91, clock]],
      { state: "UNKNOWN", source: "prober", since: 90 },
    ],
  ]);
});

describe("transitions from DEGRADED (contract §2.8)", () => {
  itHolds([
    [
      "three ok without an open ticket give OPERATIONAL",
      degraded(),
      ticks(ok, 60, 120, 180),
      { state: "OPERATIONAL", source: "prober", since: 180 },
    ],
    ["two ok do not", degraded(), ticks(ok, 60, 120), { state: "DEGRADED", since: 0 }],
    [
      "three ok with an open ticket do not",
      degraded(),
      [[1, ticket("t", "degraded")], ...ticks(ok, 60, 120, 180)],
      { state: "DEGRADED", source: "freescout", pending: true },
    ],
    ["the second failure in a row changes nothing", degraded(), [[60, failed]], { state: "DEGRADED", since: 0 }],
    [
      "the third failure in a row gives DOWN",
      degraded(),
      ticks(failed, 60, 120),
      { state: "DOWN", source: "prober", since: 120 },
    ],
    [
      "a ticket escalated to down gives DOWN",
      degraded(),
      [
        [10, ticket("t", "degraded")],
        [20, ticket("t", "down")],
      ],
      { state: "DOWN", source: "freescout", since: 20 },
    ],
    [
      "a ticket escalated to partial gives PARTIAL",
      degraded(),
      [
        [10, ticket("t", "degraded")],
        [20, ticket("t", "partial")],
      ],
      { state: "PARTIAL" },
    ],
    [
      "a window's start gives MAINTENANCE",
      degraded(),
      [[10, plan("w", 10, 60)]],
      { state: "MAINTENANCE", source: "schedule" },
    ],
    [
      "an operator gives MAINTENANCE",
      degraded(),
      [[10, pin("MAINTENANCE")]],
      { state: "MAINTENANCE", source: "manual" },
    ],
    ["a probe gap without a ticket gives UNKNOWN", degraded(), [[91, clock]], { state: "UNKNOWN", since: 90 }],
    [
      "a probe gap with an open ticket leaves it",
      degraded(),
      [
        [10, ticket("t", "degraded")],
        [500, clock],
      ],
      { state: "DEGRADED", since: 0 },
    ],
  ]);
});
