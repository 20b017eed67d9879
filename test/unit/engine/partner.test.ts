import { describe, expect, test } from "vitest";
import {
  clock,
  close,
  failedPoll,
  healthy,
  itHolds,
  live,
  partnerSurface,
  pin,
  plan,
  reading,
  reads,
  release,
  run,
  seenAt,
  ticket,
  ticks,
  told,
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

describe("a last good reading older than 5 minutes reads UNKNOWN", () => {
  itHolds([
    ["at exactly 5 minutes it stands", reading("OPERATIONAL"), [[300, clock]], { state: "OPERATIONAL" }],
    [
      "a moment later it is UNKNOWN, since the 5 minutes were over",
      reading("OPERATIONAL"),
      [[300.001, clock]],
      { state: "UNKNOWN", source: "3p_poller", since: 300 },
    ],
    ["a bad one too", reading("DOWN"), [[301, clock]], { state: "UNKNOWN" }],
    [
      "failed polls do not keep it young",
      reading("DEGRADED"),
      [...ticks(failedPoll, 240, 290), [301, clock]],
      { state: "UNKNOWN", since: 300 },
    ],
    [
      "good ones do",
      reading("DEGRADED"),
      [
        [290, reads("DEGRADED")],
        [301, clock],
      ],
      { state: "DEGRADED", since: 0 },
    ],
    [
      "a ticket decides over it",
      reading("DOWN"),
      [
        [10, ticket("t", "degraded")],
        [301, clock],
      ],
      { state: "DEGRADED", source: "freescout", since: 300 },
    ],
    [
      "a pin decides over it",
      reading("DOWN"),
      [
        [10, pin("PARTIAL")],
        [301, clock],
      ],
      { state: "PARTIAL" },
    ],
    [
      "under a pin it is remembered",
      reading("DOWN"),
      [
        [10, pin("PARTIAL", { expires: 400 })],
        [401, clock],
      ],
      { state: "UNKNOWN", since: 400 },
    ],
    [
      "in a window it is remembered",
      reading("DOWN"),
      [
        [10, plan("w", 10, 400)],
        [401, clock],
      ],
      { state: "UNKNOWN", since: 400 },
    ],
  ]);

  test("a reader sees it without a tick, and the next tick writes it with its own time", () => {
    expect(seenAt(reading("OPERATIONAL"), 300).state).toBe("OPERATIONAL");
    expect(seenAt(reading("OPERATIONAL"), 300.001)).toMatchObject({ state: "UNKNOWN", since: 300 });
    expect(told(run(reading("OPERATIONAL"), [[999, clock]]).changes)).toEqual([
      "OPERATIONAL → UNKNOWN by 3p_poller at 300",
    ]);
  });
});

describe("recorded while something stands above", () => {
  itHolds([
    [
      "a reading leaves a pin",
      reading("OPERATIONAL"),
      [
        [10, pin("DEGRADED", { note: "n" })],
        [60, reads("DOWN")],
      ],
      { state: "DEGRADED", source: "manual", note: "n" },
    ],
    [
      "and counts when it expires",
      reading("OPERATIONAL"),
      [
        [10, pin("DEGRADED", { expires: 100 })],
        [60, reads("DOWN")],
        [100, clock],
      ],
      { state: "DOWN", source: "3p_poller", since: 100 },
    ],
    [
      "a reading in a window counts at its end",
      reading("OPERATIONAL"),
      [
        [10, plan("w", 10, 100)],
        [60, reads("PARTIAL")],
        [100, clock],
      ],
      { state: "PARTIAL", source: "3p_poller", since: 100 },
    ],
    [
      "a release silences the reading until the next",
      reading("DOWN"),
      [
        [10, release()],
        [20, clock],
      ],
      { state: "OPERATIONAL", source: "manual", since: 10 },
    ],
    [
      "the next reading takes part again",
      reading("DOWN"),
      [
        [10, release()],
        [60, reads("DOWN")],
      ],
      { state: "DOWN", source: "3p_poller", since: 60 },
    ],
    [
      "one failed poll after a release changes nothing",
      reading("DOWN"),
      [
        [10, release()],
        [60, failedPoll],
      ],
      { state: "OPERATIONAL", source: "manual" },
    ],
    [
      "a ticket after a release is judged without the silenced reading",
      reading("DOWN"),
      [
        [10, release()],
        [20, ticket("t", "degraded")],
      ],
      { state: "DEGRADED", source: "freescout" },
    ],
    [
      "a partner of a probed surface counts beside its probe",
      healthy(),
      [[10, reads("PARTIAL")]],
      { state: "PARTIAL", source: "3p_poller" },
    ],
  ]);
});
