import type { BenchRun } from "./bench-run";
import type { Row } from "./row";

/** A peer's figures, measured as ours are: wrk, one thread, 8 connections, 23 components, on the day that stands beside them. */
type Peer = { name: string; rps: number; p99Ms: number; on: string };

const KUMA_PAGE: Peer = {
  name: "Uptime Kuma 2.5.3, HTML from its memory, an empty shell of 4 KB",
  rps: 10_449,
  p99Ms: 12,
  on: "2026-11-29",
};
const KUMA_JSON: Peer = {
  name: "Uptime Kuma 2.5.3, JSON from its memory, without states",
  rps: 9_775,
  p99Ms: 16,
  on: "2026-11-29",
};
/** Its built Worker on the runtime itself; behind wrangler's proxy it answers half as often. */
const FLARE_PAGE: Peer = {
  name: "UptimeFlare c8e2db2 on bare workerd, HTML, an empty body with 209 KB of data",
  rps: 226,
  p99Ms: 73,
  on: "2026-11-29",
};
const FLARE_JSON: Peer = { name: "UptimeFlare c8e2db2 on bare workerd, JSON", rps: 776, p99Ms: 47, on: "2026-11-29" };
const OTHERS: Peer[] = [
  { name: "Uptime Kuma 2.5.3, HTML past its cache", rps: 110, p99Ms: 119, on: "2026-11-29" },
  { name: "openstatus 22df52e, HTML", rps: 31, p99Ms: 391, on: "2026-11-20" },
  { name: "Kener 4.1.2 with 90 days, HTML", rps: 2.4, p99Ms: 1_020, on: "2026-11-20" },
];

/** Peers' figures beside ours, as far as ours were measured in this run. */
export function rowsOfPeers({ rates }: BenchRun): Row[] {
  return [
    compared("the page, from the local edge cache", rates.cachedPage, KUMA_PAGE),
    compared("the API, from the local edge cache", rates.cachedJson, KUMA_JSON),
    compared("the page, built for one request", rates.uncachedPage, FLARE_PAGE),
    compared("the API, built for one request", rates.uncachedJson, FLARE_JSON),
    ...OTHERS.map((peer) => ({ what: peer.name, found: figuresText(peer), target: "", isMet: null })),
  ];
}

const figuresText = ({ rps, p99Ms, on }: Peer): string => `${rps} req/s, p99 ${p99Ms} ms (${on})`;

const compared = (what: string, ours: number | null, peer: Peer): Row => ({
  what: `${what}, beside ${peer.name}`,
  found: `${ours === null ? "not measured" : `${ours.toFixed(0)} req/s`} to ${peer.rps} (${peer.on})`,
  target: "ahead",
  isMet: ours === null ? null : ours > peer.rps,
});
