import { expect } from "vitest";
import fc from "../../support/fast-check";
import { faultsOf } from "../../support/laws";
import type { Hit, Shooter, Shot } from "../../support/shooter";

const BATCH = 25;

/** Before the test's own limit, so that a failure that is still being shrunk is told with its seed. */
const IN_TIME = { interruptAfterTimeLimit: 90_000, markInterruptAsFailure: true };

type Batch = {
  shooter: Shooter;
  shots: fc.Arbitrary<Shot>;
  /** How many requests. */
  count: number;
  /** What else must hold of a batch and its answers. */
  check?: (shots: readonly Shot[], hits: readonly Hit[]) => Promise<void> | void;
};

/** Fires generated requests in batches and holds every answer to the laws; a failure prints seed, path and the batch. */
export async function fire({ shooter, shots, count, check }: Batch): Promise<void> {
  const batch = fc.array(shots, { minLength: BATCH, maxLength: BATCH });
  const property = fc.asyncProperty(batch, async (fired) => {
    const hits = await shooter.shoot(fired);
    const faults = hits.flatMap((hit, i) => {
      const shot = fired[i] as Shot;
      return faultsOf(shot, hit).map((fault) => `${shot.method} ${shot.path.slice(0, 200)} ${fault}: ${brief(hit)}`);
    });
    expect(faults).toEqual([]);
    await check?.(fired, hits);
  });
  await fc.assert(property, { numRuns: Math.ceil(count / BATCH), ...IN_TIME });
}

const brief = ({ status, headers, text }: Hit): string =>
  `${status} ${headers["content-type"] ?? "no type"} ${JSON.stringify(text.slice(0, 160))}`;

/** Counts how often each status was answered, so that a fuzz that only met one wall is seen. */
export function tally() {
  const seen = new Map<number, number>();
  return {
    count: (hits: readonly Hit[]) => {
      for (const { status } of hits) seen.set(status, (seen.get(status) ?? 0) + 1);
    },
    of: (...statuses: number[]) => statuses.reduce((sum, status) => sum + (seen.get(status) ?? 0), 0),
  };
}
