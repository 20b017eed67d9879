import { stepWrite } from "@/app/ops/server-actions";
import { IncidentsPage } from "@/components/ops/incidents-page";
import { OpsShell } from "@/components/ops/ops-shell";
import { parseWith } from "@/lib/http/body";
import { requirePageOperator } from "@/lib/http/operator-page";
import { attempt } from "@/lib/http/operator-step";
import { givenOf, type Query } from "@/lib/http/page-query";
import { namesOf } from "@/lib/http/surface-names";
import type { OpsIncidents } from "@/lib/schemas/ops";
import type { OpsProblem } from "@/lib/schemas/ops-form";
import { IncidentsQuery } from "@/lib/schemas/ops-write";
import { readIncidents } from "@/lib/usecases/read-incidents";

export const dynamic = "force-dynamic";

type Found = { found: OpsIncidents; problem: OpsProblem | null };

/** Incidents, open and past. */
export default async function Page({ searchParams }: Query) {
  const { ctx, operator } = await requirePageOperator();
  const query = givenOf(await searchParams);
  const { surface, open, before } = query;
  const { found, problem } = await attempt<Found>(
    async () => ({
      found: await readIncidents(ctx, parseWith(IncidentsQuery, { surface, open, before })),
      problem: null,
    }),
    (problem) => ({ found: { incidents: [], next: null }, problem }),
  );
  return (
    <OpsShell viewer={operator} path="/ops/incidents" title="Incidents">
      <IncidentsPage {...found} problem={problem} names={namesOf(ctx)} query={query} step={stepWrite} />
    </OpsShell>
  );
}
