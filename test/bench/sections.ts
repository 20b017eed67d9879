import type { BenchRun } from "./rows/bench-run";
import { measureCached } from "./rows/cached";
import { measureChurn } from "./rows/churn";
import { measureCold } from "./rows/cold";
import { measureGrowth } from "./rows/growth";
import { measureMemory } from "./rows/memory";
import { rowsOfPeers } from "./rows/peers";
import type { Row } from "./rows/row";
import { measureStart } from "./rows/start";
import { measureUncached } from "./rows/uncached";
import { measureVisible } from "./rows/visible";
import { measureWeight } from "./rows/weight";
import { measureWork } from "./rows/work";

/** A part of the bench: what it asks, and how it finds out. */
export type Section = { title: string; about: string; measure: (run: BenchRun) => Promise<Row[]> | Row[] };

/** Every section, by the name that `--only` takes, in turn. */
export const SECTIONS: Record<string, Section> = {
  cached: {
    title: "From the local edge cache",
    about:
      "What almost every reader gets. These figures are of our imitation of Workers Cache (`scripts/edge`), not of production's path: there a hit never enters our code. The floor beside it is a bare Worker that answers the same bytes as a constant.",
    measure: measureCached,
  },
  churn: {
    title: "While something changes each second",
    about:
      "The same, also of the imitation, with 60 writes in a minute: each purges every cached response. The floor has no writes.",
    measure: measureChurn,
  },
  cold: {
    title: "An empty cache",
    about:
      "A thousand readers at once, each on a connection of its own: the imitation lets one request through, as Workers Cache does. Counted by a module in front of the Worker.",
    measure: measureCold,
  },
  uncached: {
    title: "Built for one request",
    about:
      "Production's path: processor time of a request that no cache answers. The local D1 runs in the same process and is in it. Beside it: the same D1 batch with its rows as bare JSON, and a constant of the same size.",
    measure: measureUncached,
  },
  visible: {
    title: "From a write to its readers",
    about:
      "From the 200 of `update-surface` to the first page and the first API answer that show it; both are asked at once.",
    measure: measureVisible,
  },
  growth: {
    title: "Growth",
    about:
      "Rows that D1 reads, by its own count, on databases that have run for a day, 90 days and two years. Readers see 90 days at most, so history has to cost nothing beyond those.",
    measure: measureGrowth,
  },
  work: {
    title: "Pure work",
    about: "Processor time of what needs no database, on the largest or most hostile input that it can meet.",
    measure: measureWork,
  },
  weight: { title: "Weight", about: "What is uploaded.", measure: measureWeight },
  start: {
    title: "Cold start",
    about: "The first request of a process that has answered nothing before, database and registry in place.",
    measure: measureStart,
  },
  memory: {
    title: "Memory",
    about:
      "A fresh server's process, its D1 inside it, before and after many requests, `--full` makes a million of them; beside it the process of the bare Workers. workerd frees what responses took when it likes to, not when they are done.",
    measure: measureMemory,
  },
  peers: {
    title: "Peers",
    about:
      "Other status pages on a machine of this kind with 23 components each, measured in the same way, their own dates beside them.",
    measure: rowsOfPeers,
  },
};
