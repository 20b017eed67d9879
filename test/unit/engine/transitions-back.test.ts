import { describe } from "vitest";
import {
  close,
  down,
  failed,
  healthy,
  itHolds,
  live,
  ok,
  partnerSurface,
  pin,
  plan,
  reads,
  release,
  run,
  ticket,
  ticks,
} from "./support";

const partial = () => run(healthy(), [[10, ticket("t", "partial")]]).surface;
const maintenance = () => run(healthy(), [[10, plan("w", 10, 60)]]).surface;

describe("transitions from PARTIAL (contract §2.8)", () => {
  itHolds([
    [
      "the ticket's close gives OPERATIONAL if the last probe was ok",
      partial(),
      [[20, close("t")]],
      { state: "OPERATIONAL", source: "freescout", since: 20 },
    ],
    [
      "the ticket's close gives OPERATIONAL where there is no probe",
      live(),
      [
        [10, ticket("t", "partial")],
        [20, close("t")],
      ],
      { state: "OPERATIONAL", source: "freescout" },
    ],
    [
      "the ticket's close gives DEGRADED while the probe fails",
      partial(),
      [
        [60, failed],
        [70, close("t")],
      ],
      { state: "DEGRADED", source: "freescout" },
    ],
    [
      "a ticket escalated to down gives DOWN",
      partial(),
      [[20, ticket("t", "down")]],
      { state: "DOWN", source: "freescout" },
    ],
    [
      "an operator gives MAINTENANCE",
      partial(),
      [[20, pin("MAINTENANCE")]],
      { state: "MAINTENANCE", source: "manual" },
    ],
    [
      "a window's start gives MAINTENANCE, whatever it was",
      partial(),
      [[20, plan("w", 20, 60)]],
      { state: "MAINTENANCE", source: "schedule" },
    ],
    [
      "three failures give DOWN, from PARTIAL too",
      partial(),
      ticks(failed, 60, 120, 180),
      { state: "DOWN", source: "prober", since: 180 },
    ],
    [
      "a partner's partial outage is PARTIAL",
      partnerSurface(),
      [[0, reads("PARTIAL")]],
      { state: "PARTIAL", source: "3p_poller" },
    ],
  ]);
});

describe("transitions from DOWN and MAINTENANCE (contract §2.8)", () => {
  itHolds([
    [
      "three ok with an open ticket give DEGRADED",
      down(),
      [[1, ticket("t", "down")], ...ticks(ok, 60, 120, 180)],
      { state: "DEGRADED", source: "prober", since: 180 },
    ],
    [
      "three ok without a ticket give OPERATIONAL",
      down(),
      ticks(ok, 60, 120, 180),
      { state: "OPERATIONAL", source: "prober", since: 180 },
    ],
    ["two ok leave DOWN", down(), ticks(ok, 60, 120), { state: "DOWN", since: 0 }],
    [
      "a window's start gives MAINTENANCE",
      down(),
      [[10, plan("w", 10, 60)]],
      { state: "MAINTENANCE", source: "schedule" },
    ],
    ["an operator gives MAINTENANCE", down(), [[10, pin("MAINTENANCE")]], { state: "MAINTENANCE", source: "manual" }],
    [
      "an ok probe at the window's end gives OPERATIONAL",
      maintenance(),
      [[60, ok]],
      { state: "OPERATIONAL", source: "prober", since: 60, until: null },
    ],
    [
      "a failed probe at the window's end gives DOWN",
      maintenance(),
      [[60, failed]],
      { state: "DOWN", source: "prober", since: 60, until: null },
    ],
    [
      "an operator's OPERATIONAL ends it",
      maintenance(),
      [[20, release()]],
      { state: "OPERATIONAL", source: "manual", since: 20, until: null },
    ],
  ]);
});
