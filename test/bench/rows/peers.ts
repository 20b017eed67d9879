import type { BenchRun } from "./bench-run";
import type { Row } from "./row";

/** When others were measured as we are here: wrk, one thread, 8 connections, on a machine of this kind, 23 components each. */
const MEASURED = "2026-11-20";

/** The best of the peers that make their page when it is asked for, and what each can show without scripts: nothing. */
const CACHED = { name: "Uptime Kuma 2.5.3, HTML from its memory, an empty shell of 4 KB", rps: 7_796, p99Ms: 6.6 };
const UNCACHED = { name: "UptimeFlare c8e2db2, HTML, an empty body with 215 KB of data", rps: 112, p99Ms: 128 };
const OTHERS = [
  { name: "Uptime Kuma 2.5.3, HTML past its cache", rps: 101, p99Ms: 125 },
  { name: "openstatus 22df52e, HTML", rps: 31, p99Ms: 391 },
  { name: "Kener 4.1.2 with 90 days, HTML", rps: 2.4, p99Ms: 1_020 },
];

/** Peers' figures beside ours, as far as ours were measured in this run. */
export function rowsOfPeers({ rates: { cached, uncached } }: BenchRun): Row[] {
  return [
    compared("the page, kept", cached, CACHED),
    compared("the page, built for one request", uncached, UNCACHED),
    ...OTHERS.map(({ name, ...figures }) => ({ what: name, found: told(figures), target: "", isMet: null })),
  ];
}

type Peer = { name: string; rps: number; p99Ms: number };

const told = ({ rps, p99Ms }: Omit<Peer, "name">): string => `${rps} req/s, p99 ${p99Ms} ms (${MEASURED})`;

const compared = (what: string, ours: number | null, peer: Peer): Row => ({
  what: `${what}, beside ${peer.name}`,
  found: `${ours === null ? "not measured" : `${ours.toFixed(0)} req/s`} to ${peer.rps} (${MEASURED})`,
  target: "ahead",
  isMet: ours === null ? null : ours > peer.rps,
});
