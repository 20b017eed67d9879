import type { OpsSurface } from "@/lib/schemas/ops";

const WIDTH = 120;
const HEIGHT = 28;
const PAD = 2;

type Probes = OpsSurface["probes"];

/** An hour of probes: latency as a line, each failure as a mark. */
export function Sparkline({ probes, now }: { probes: Probes; now: string }) {
  const latencies = probes.flatMap(({ latency_ms: ms }) => (ms === null ? [] : [ms]));
  if (latencies.length < 2 && probes.every(({ ok }) => ok)) return null;
  const top = Math.max(1, ...latencies);
  const x = (at: string) => PAD + (1 - Math.min(1, (Date.parse(now) - Date.parse(at)) / 3_600_000)) * (WIDTH - 2 * PAD);
  const y = (ms: number) => HEIGHT - PAD - (ms / top) * (HEIGHT - 2 * PAD);
  const line = probes.flatMap(({ at, latency_ms: ms }) =>
    ms === null ? [] : [`${x(at).toFixed(1)},${y(ms).toFixed(1)}`],
  );
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={describeSeries(probes, latencies)}
      className="h-7 w-30 shrink-0"
    >
      <polyline points={line.join(" ")} fill="none" strokeWidth="1.5" strokeLinejoin="round" className="stroke-muted" />
      <g data-state="DOWN" className="text-state-icon">
        {probes
          .filter(({ ok }) => !ok)
          .map(({ at }) => (
            <rect key={at} x={x(at) - 1} y={0} width="2" height={HEIGHT} fill="currentColor" />
          ))}
      </g>
    </svg>
  );
}

function describeSeries(probes: Probes, latencies: number[]): string {
  const sorted = latencies.toSorted((a, b) => a - b);
  const failed = probes.filter(({ ok }) => !ok).length;
  const median = sorted[Math.floor(sorted.length / 2)];
  const latency = median === undefined ? "no latency known" : `median ${median} ms, at most ${sorted.at(-1)} ms`;
  return `The last hour: ${probes.length} probes, ${failed} failed, ${latency}`;
}
