import { describe, expect, test } from "vitest";
import {
  close,
  failedPoll,
  itHolds,
  live,
  partnerSurface,
  pin,
  plan,
  reading,
  reads,
  run,
  ticket,
  ticks,
} from "./support";

describe("a reading", () => {
  itHolds([
    [
      "operational takes UNKNOWN to OPERATIONAL",
      partnerSurface(),
      [[0, reads("OPERATIONAL")]],
      { state: "OPERATIONAL", source: "3p_poller", since: 0 },
    ],
    ["degraded gives DEGRADED", partnerSurface(), [[0, reads("DEGRADED")]], { state: "DEGRADED", source: "3p_poller" }],
    [
      "partial outage gives PARTIAL",
      partnerSurface(),
      [[0, reads("PARTIAL")]],
      { state: "PARTIAL", source: "3p_poller" },
    ],
    ["major outage gives DOWN", partnerSurface(), [[0, reads("DOWN")]], { state: "DOWN", source: "3p_poller" }],
    [
      "under maintenance gives MAINTENANCE, without an end",
      partnerSurface(),
      [[0, reads("MAINTENANCE")]],
      { state: "MAINTENANCE", source: "3p_poller", until: null },
    ],
    [
      "a better one takes DOWN back at once",
      reading("DOWN"),
      [[60, reads("OPERATIONAL")]],
      { state: "OPERATIONAL", since: 60 },
    ],
    [
      "the same one again moves nothing",
      reading("DEGRADED"),
      [[60, reads("DEGRADED")]],
      { state: "DEGRADED", since: 0 },
    ],
  ]);

  test("the same one again is no audit row", () => {
    expect(run(reading("DEGRADED"), [[60, reads("DEGRADED")]]).changes).toEqual([]);
  });
});

describe("the state is the worst of the reading and the open tickets", () => {
  itHolds([
    [
      "a worse ticket decides",
      reading("DEGRADED"),
      [[10, ticket("t", "down")]],
      { state: "DOWN", source: "freescout" },
    ],
    [
      "a worse reading decides",
      reading("DOWN"),
      [[10, ticket("t", "degraded")]],
      { state: "DOWN", source: "3p_poller", pending: true },
    ],
    [
      "a worse reading that comes later decides",
      reading("OPERATIONAL"),
      [
        [10, ticket("t", "degraded")],
        [60, reads("PARTIAL")],
      ],
      { state: "PARTIAL", source: "3p_poller" },
    ],
    [
      "a better reading leaves the ticket to decide",
      reading("DOWN"),
      [
        [10, ticket("t", "degraded")],
        [60, reads("OPERATIONAL")],
      ],
      { state: "DEGRADED", source: "freescout", since: 60 },
    ],
    [
      "MAINTENANCE is no mask: a degraded ticket decides",
      reading("MAINTENANCE"),
      [[10, ticket("t", "degraded")]],
      { state: "DEGRADED", source: "freescout" },
    ],
    [
      "MAINTENANCE ranks below DEGRADED when it comes later too",
      reading("OPERATIONAL"),
      [
        [10, ticket("t", "degraded")],
        [60, reads("MAINTENANCE")],
      ],
      { state: "DEGRADED" },
    ],
    [
      "when the last ticket closes, the reading",
      reading("PARTIAL"),
      [
        [10, ticket("t", "down")],
        [20, close("t")],
      ],
      { state: "PARTIAL", source: "3p_poller", pending: false },
    ],
    [
      "when the last ticket closes, an operational reading",
      reading("OPERATIONAL"),
      [
        [10, ticket("t", "down")],
        [20, close("t")],
      ],
      { state: "OPERATIONAL", pending: false, note: null },
    ],
    [
      "when one of several closes, the worst of the rest",
      reading("DEGRADED"),
      [
        [10, ticket("t", "down")],
        [11, ticket("u", "partial")],
        [20, close("t")],
      ],
      { state: "PARTIAL", source: "freescout" },
    ],
  ]);
});

describe("a failed poll", () => {
  itHolds([
    ["one changes nothing", reading("DEGRADED"), ticks(failedPoll, 60), { state: "DEGRADED", since: 0 }],
    ["two change nothing", reading("DEGRADED"), ticks(failedPoll, 60, 120), { state: "DEGRADED", since: 0 }],
    [
      "three in a row give UNKNOWN",
      reading("OPERATIONAL"),
      ticks(failedPoll, 60, 120, 180),
      { state: "UNKNOWN", source: "3p_poller", since: 180 },
    ],
    ["three in a row end a bad reading too", reading("DOWN"), ticks(failedPoll, 60, 120, 180), { state: "UNKNOWN" }],
    [
      "a good one between them starts the count again",
      reading("OPERATIONAL"),
      [...ticks(failedPoll, 60, 120), [180, reads("OPERATIONAL")], ...ticks(failedPoll, 240, 300)],
      { state: "OPERATIONAL" },
    ],
    [
      "a ticket decides over three",
      reading("OPERATIONAL"),
      [[10, ticket("t", "degraded")], ...ticks(failedPoll, 60, 120, 180)],
      { state: "DEGRADED", source: "freescout" },
    ],
    [
      "a ticket decides alone when the worse reading is lost",
      reading("DOWN"),
      [[10, ticket("t", "degraded")], ...ticks(failedPoll, 60, 120, 180)],
      { state: "DEGRADED", source: "freescout", since: 180 },
    ],
    [
      "the last ticket's close then gives UNKNOWN",
      reading("OPERATIONAL"),
      [[10, ticket("t", "degraded")], ...ticks(failedPoll, 60, 120, 180), [190, close("t")]],
      { state: "UNKNOWN", source: "3p_poller" },
    ],
    [
      "a pin decides over three",
      reading("OPERATIONAL"),
      [[10, pin("PARTIAL")], ...ticks(failedPoll, 60, 120, 180)],
      { state: "PARTIAL", source: "manual" },
    ],
    [
      "a window masks three",
      reading("OPERATIONAL"),
      [[10, plan("w", 10, 999)], ...ticks(failedPoll, 60, 120, 180)],
      { state: "MAINTENANCE", source: "schedule" },
    ],
    ["three before any good one leave UNKNOWN", partnerSurface(), ticks(failedPoll, 0, 60, 120), { state: "UNKNOWN" }],
    [
      "they never make UNKNOWN OPERATIONAL",
      partnerSurface(),
      ticks(failedPoll, 0, 60, 120, 180, 240, 300),
      { state: "UNKNOWN" },
    ],
    ["three make an operator's OPERATIONAL UNKNOWN", live(), ticks(failedPoll, 60, 120, 180), { state: "UNKNOWN" }],
    [
      "the next good reading ends UNKNOWN",
      reading("OPERATIONAL"),
      [...ticks(failedPoll, 60, 120, 180), [240, reads("OPERATIONAL")]],
      { state: "OPERATIONAL", since: 240 },
    ],
  ]);
});
