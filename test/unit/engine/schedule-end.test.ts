import { describe } from "vitest";
import { clock, close, down, failed, failedAt, healthy, itHolds, ok, okAt, plan, run, ticket, ticks } from "./support";

/** In a window until 60. */
const inWindow = () => run(healthy(), [[1, plan("w", 1, 60, "Upgrade.")]]).surface;

describe("the first probe result with checked_at at or after the end decides", () => {
  itHolds([
    [
      "until then it stays MAINTENANCE",
      inWindow(),
      [[61, clock]],
      { state: "MAINTENANCE", source: "schedule", since: 1 },
    ],
    [
      "ok at exactly the end gives OPERATIONAL",
      inWindow(),
      [[61, okAt(60)]],
      { state: "OPERATIONAL", source: "prober", since: 61, note: null, until: null },
    ],
    [
      "a failure at exactly the end gives DOWN",
      inWindow(),
      [[61, failedAt(60)]],
      { state: "DOWN", source: "prober", since: 61 },
    ],
    ["a failure just before the end does not", inWindow(), [[61, failedAt(59.999)]], { state: "MAINTENANCE" }],
    ["an ok just before the end does not", inWindow(), [[61, okAt(59.999)]], { state: "MAINTENANCE" }],
    [
      "after a late one from before the end the next decides",
      inWindow(),
      [
        [61, failedAt(59)],
        [70, ok],
      ],
      { state: "OPERATIONAL" },
    ],
    [
      "one ok is enough after failures in the window",
      inWindow(),
      [...ticks(failed, 20, 30, 40), [60, ok]],
      { state: "OPERATIONAL", source: "prober" },
    ],
    [
      "one failure is enough after successes in the window",
      inWindow(),
      [...ticks(ok, 20, 30, 40), [60, failed]],
      { state: "DOWN" },
    ],
    [
      "a failure decides against open tickets too",
      inWindow(),
      [
        [10, ticket("t", "degraded")],
        [60, failed],
      ],
      { state: "DOWN", source: "prober", pending: true },
    ],
    [
      "the same result delivered again does not decide",
      run(inWindow(), [[59, failed]]).surface,
      [[61, failedAt(59)]],
      { state: "MAINTENANCE" },
    ],
    [
      "from UNKNOWN before the window one ok is enough too",
      run(healthy(), [[200, plan("w", 200, 260)]]).surface,
      [[260, ok]],
      { state: "OPERATIONAL" },
    ],
    [
      "after the failure three ok give OPERATIONAL",
      inWindow(),
      [[60, failed], ...ticks(ok, 120, 180, 240)],
      { state: "OPERATIONAL", since: 240 },
    ],
    [
      "after the failure a second and third leave DOWN",
      inWindow(),
      ticks(failed, 60, 120, 180),
      { state: "DOWN", since: 60 },
    ],
    [
      "the next window takes over while the first awaits",
      inWindow(),
      [
        [61, plan("v", 61, 200)],
        [70, failed],
      ],
      { state: "MAINTENANCE", until: 200 },
    ],
  ]);
});

describe("ok gives OPERATIONAL, or what its open tickets ask for", () => {
  itHolds([
    [
      "a down ticket",
      inWindow(),
      [
        [10, ticket("t", "down")],
        [60, ok],
      ],
      { state: "DOWN", source: "freescout", since: 60 },
    ],
    [
      "the worst of several",
      inWindow(),
      [
        [10, ticket("t", "degraded")],
        [11, ticket("u", "partial")],
        [60, ok],
      ],
      { state: "PARTIAL", source: "freescout" },
    ],
    [
      "one that opened while awaiting the probe",
      inWindow(),
      [
        [65, ticket("t", "partial", { note: "n" })],
        [70, ok],
      ],
      { state: "PARTIAL", note: "n" },
    ],
    [
      "one that closed while awaiting does not ask",
      inWindow(),
      [
        [10, ticket("t", "down")],
        [65, close("t")],
        [70, ok],
      ],
      { state: "OPERATIONAL", pending: false },
    ],
    [
      "a softened one asks for degraded",
      down(),
      [[1, ticket("t", "down")], ...ticks(ok, 60, 120, 180), [190, plan("w", 190, 240)], [240, ok]],
      { state: "DEGRADED" },
    ],
    [
      "failures of the window's own time do not make it DOWN",
      inWindow(),
      [[10, ticket("t", "degraded")], ...ticks(failed, 20, 30, 40), [60, ok]],
      { state: "DEGRADED", source: "freescout" },
    ],
    [
      "the note is the ticket's again",
      inWindow(),
      [
        [10, ticket("t", "down", { note: "n" })],
        [60, ok],
      ],
      { note: "n" },
    ],
  ]);
});
