import { PlainError } from "../../../scripts/terminal";
import { cpuMsOf } from "../server/processes";
import { median } from "./median";
import { type Encoding, fire, type Load } from "./wrk";

/** Something to fire at, the process that answers, and what goes on meanwhile. */
export type Target = {
  url: string;
  pid: number | null;
  encoding?: Encoding;
  /** Begins with each run; what it gives ends it. */
  during?: () => () => Promise<void>;
};

/** How much a run spends on being sure. */
export type Effort = { rounds: number; seconds: number };

/** A run, and what each of its requests cost the answering process; NaN where that can't be told. */
export type Measured = Load & { cpuMs: number };

const WARM_UP_S = 1;

async function fireAt(target: Target, connections: number, seconds: number): Promise<Measured> {
  const { url, pid, encoding } = target;
  const end = target.during?.();
  const before = cpuMsOf(pid);
  const load = await fire({ url, connections, seconds, encoding });
  if (load.requests === 0) throw new PlainError(`${url} answered nothing in ${seconds} s`);
  const cpuMs = (cpuMsOf(pid) - before) / load.requests;
  await end?.();
  return { ...load, cpuMs };
}

/** Fires at each in turn, A B A B, since the machine is never the same for long; the median of each figure. */
export async function compare<Name extends string>(
  targets: Record<Name, Target>,
  connections: number,
  { rounds, seconds }: Effort,
): Promise<Record<Name, Measured>> {
  const entries = Object.entries<Target>(targets);
  for (const [, { url, encoding }] of entries) await fire({ url, connections, seconds: WARM_UP_S, encoding });
  const found: Record<string, Measured[]> = {};
  for (let i = 0; i < rounds; i++)
    for (const [name, target] of entries) {
      found[name] ??= [];
      found[name].push(await fireAt(target, connections, seconds));
    }
  return Object.fromEntries(entries.map(([name]) => [name, middle(found[name] ?? [])])) as Record<Name, Measured>;
}

/** Each figure's own median; requests and failures are added up. */
function middle(loads: readonly Measured[]): Measured {
  const of = (figure: keyof Measured) => median(loads.map((load) => load[figure]));
  const sum = (figure: keyof Measured) => loads.reduce((total, load) => total + load[figure], 0);
  const rates = { rps: of("rps"), p50Ms: of("p50Ms"), p99Ms: of("p99Ms"), cpuMs: of("cpuMs") };
  return { ...rates, requests: sum("requests"), failures: sum("failures") };
}
