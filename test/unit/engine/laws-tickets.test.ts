import { describe, expect, test } from "vitest";
import { decideAll, type Report } from "@/lib/core/engine/decide";
import { TICKET_SEVERITIES } from "@/lib/core/engine/states";
import { orderTicket, type TicketDecision, type TicketRecord } from "@/lib/core/engine/tickets";
import fc from "../../support/fast-check";
import { probeSurface, s, sighting } from "./support";

const tags = fc.constantFrom("A", "B", "C");
const fieldsWith = <T>(surfaceId: fc.Arbitrary<T>) =>
  fc.record({
    surfaceId,
    severity: fc.constantFrom(...TICKET_SEVERITIES),
    note: fc.constantFrom(null, "a", "b"),
  });
const status = fc.constantFrom("open" as const, "open" as const, "closed" as const, "withdrawn" as const);

/** Deliveries with known tags, each with its own time, in the order of their times. */
const distinct = fc
  .array(fc.record({ status, fields: fieldsWith(tags) }), { minLength: 1, maxLength: 8 })
  .map((words) => words.map((seen, i) => sighting({ ...seen, updatedAt: s(i) })));
/** Anything that a desk may send, by receipt or by its own clock. */
const anything = fc.array(
  fc
    .record({
      status,
      fields: fc.option(fieldsWith(fc.option(tags, { nil: null })), { nil: null }),
      updatedAt: fc.option(fc.integer({ min: 0, max: 6 }).map(s), { nil: null }),
    })
    .map(sighting),
  { minLength: 1, maxLength: 20 },
);

type Told = { record: TicketRecord | null; decisions: TicketDecision[] };

function deliver(seen: ReturnType<typeof sighting>[]): Told {
  return seen.reduce<Told>(
    ({ record, decisions }, one, i) => {
      const decision = orderTicket(record, one, s(100 + i));
      return { record: decision.kind === "ignore" ? record : decision.record, decisions: [...decisions, decision] };
    },
    { record: null, decisions: [] },
  );
}

describe("deliveries of one ticket", () => {
  test("in whatever order they come, and however often, the newest decides", () => {
    const shuffled = distinct.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
    );
    fc.assert(
      fc.property(shuffled, ([all, arrived]) => {
        const newest = all.at(-1);
        const { record } = deliver(arrived);
        expect(record).toMatchObject({ open: newest?.status === "open", updatedAt: newest?.updatedAt });
        if (newest?.status === "open") expect(record).toMatchObject({ ...newest.fields });
      }),
      { numRuns: 2000 },
    );
  });

  test("hold it on one surface at most, under one incident", () => {
    fc.assert(
      fc.property(anything, (seen) => {
        const holding = new Set<string | null>();
        let known: TicketRecord | null = null;
        for (const decision of deliver(seen).decisions) {
          if (decision.kind === "hold") {
            if (decision.movedFrom !== null) expect(holding.delete(decision.movedFrom)).toBe(true);
            holding.add(decision.record.surfaceId);
            expect(decision.record.incidentKey).toBe("ticket:1");
          }
          if (decision.kind === "let_go") expect(holding.delete(known?.surfaceId ?? null)).toBe(true);
          if (decision.kind === "ignore") continue;
          known = decision.record;
          expect(holding.size).toBe(known.open ? 1 : 0);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("never take what is known back in time", () => {
    fc.assert(
      fc.property(anything, (seen) => {
        let known = 0;
        for (const decision of deliver(seen).decisions) {
          if (decision.kind === "ignore") continue;
          expect(decision.record.updatedAt).toBeGreaterThanOrEqual(known);
          known = decision.record.updatedAt;
        }
      }),
      { numRuns: 2000 },
    );
  });
});

test("probe results that came together count as if each had come in its minute", () => {
  const results = [3475, 3535, 3595].map((at): Report => {
    const result = { at: s(at), ok: true, latencyMs: null, statusCode: 200, error: null };
    return { kind: "probe", actor: "prober", times: 1, result };
  });
  const { surface, changes } = decideAll(probeSurface(), results, s(3600));
  expect(surface).toMatchObject({ state: "OPERATIONAL", stateSince: s(3600) });
  expect(changes.map(({ newState }) => newState)).toEqual(["OPERATIONAL"]);
});
