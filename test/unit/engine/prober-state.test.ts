import { describe } from "vitest";
import {
  bareSurface,
  clock,
  close,
  down,
  failed,
  healthy,
  itHolds,
  ok,
  pin,
  probeSurface,
  reads,
  ticket,
  ticks,
  verdict,
} from "./support";

describe("current_prober_state is DOWN while the stored failure streak is 3 or more", () => {
  itHolds([
    [
      "a degraded ticket does not downgrade it",
      down(),
      [[1, ticket("t", "degraded")]],
      { state: "DOWN", source: "freescout", since: 0 },
    ],
    ["nor does a partial one", down(), [[1, ticket("t", "partial")]], { state: "DOWN" }],
    [
      "one ok ends that",
      down(),
      [
        [60, ok],
        [61, ticket("t", "degraded")],
      ],
      { state: "DEGRADED", source: "freescout", since: 61 },
    ],
    [
      "two failures are not DOWN",
      healthy(),
      [...ticks(failed, 60, 120), [121, ticket("t", "partial")]],
      { state: "PARTIAL" },
    ],
    [
      "it counts when one of several tickets closes",
      healthy(),
      [[1, ticket("t", "down")], [2, ticket("u", "degraded")], ...ticks(failed, 60, 120, 180), [181, close("t")]],
      { state: "DOWN", source: "freescout" },
    ],
    [
      "without it the worst of the rest counts",
      healthy(),
      [
        [1, ticket("t", "down")],
        [2, ticket("u", "degraded")],
        [181, close("t")],
      ],
      { state: "DEGRADED", source: "freescout" },
    ],
    [
      "the streak that a gap restarted no longer says DOWN",
      down(),
      [
        [91, clock],
        [92, ticket("t", "degraded")],
      ],
      { state: "DEGRADED", source: "freescout" },
    ],
    [
      "failures under a pin count for the tickets when it expires",
      healthy(),
      [
        [1, pin("MAINTENANCE", { expires: 185 })],
        [2, ticket("t", "degraded")],
        ...ticks(failed, 60, 120, 180),
        [185, clock],
      ],
      { state: "DOWN" },
    ],
  ]);
});

describe("the last ticket's close (contract §3.6)", () => {
  itHolds([
    [
      "gives OPERATIONAL if the last probe was ok",
      healthy(),
      [
        [1, ticket("t", "down")],
        [2, close("t")],
      ],
      { state: "OPERATIONAL", source: "freescout", since: 2, pending: false, note: null },
    ],
    [
      "gives DEGRADED if it failed once",
      healthy(),
      [
        [1, ticket("t", "down")],
        [60, failed],
        [61, close("t")],
      ],
      { state: "DEGRADED", source: "freescout" },
    ],
    [
      "gives DEGRADED, not DOWN, if it failed three times",
      down(),
      [
        [1, ticket("t", "down")],
        [2, close("t")],
      ],
      { state: "DEGRADED", source: "freescout", since: 2 },
    ],
    [
      "gives DEGRADED if a probe was never made",
      probeSurface(),
      [
        [1, ticket("t", "down")],
        [2, close("t")],
      ],
      { state: "DEGRADED", source: "freescout" },
    ],
    [
      "gives OPERATIONAL where there is no probe",
      bareSurface(),
      [
        [1, ticket("t", "down")],
        [2, close("t")],
      ],
      { state: "OPERATIONAL", source: "freescout" },
    ],
    [
      "after one ok of a failing probe gives OPERATIONAL",
      down(),
      [
        [1, ticket("t", "down")],
        [60, ok],
        [61, close("t")],
      ],
      { state: "OPERATIONAL", source: "freescout" },
    ],
    [
      "gives DEGRADED though the partner reads OPERATIONAL, if the probe fails",
      down(),
      [
        [1, ticket("t", "down")],
        [2, reads("OPERATIONAL")],
        [3, close("t")],
      ],
      { state: "DEGRADED", source: "freescout" },
    ],
    [
      "gives what the partner reads, if that is worse",
      down(),
      [
        [1, ticket("t", "degraded")],
        [2, reads("PARTIAL")],
        [3, close("t")],
      ],
      { state: "PARTIAL", source: "3p_poller" },
    ],
    [
      "gives DEGRADED where an outside prober says DOWN",
      bareSurface(),
      [
        [1, verdict("DOWN")],
        [2, ticket("t", "down")],
        [3, close("t")],
      ],
      { state: "DEGRADED", source: "freescout" },
    ],
    [
      "leaves the next failure to the prober",
      down(),
      [
        [1, ticket("t", "down")],
        [2, close("t")],
        [60, failed],
      ],
      { state: "DOWN", source: "prober", since: 60 },
    ],
  ]);
});
