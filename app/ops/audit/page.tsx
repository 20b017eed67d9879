import { AuditPage } from "@/components/ops/audit-page";
import { OpsShell } from "@/components/ops/ops-shell";
import { parseWith } from "@/lib/http/body";
import { requirePageOperator } from "@/lib/http/operator-page";
import { attempt } from "@/lib/http/operator-step";
import { givenOf, type Query } from "@/lib/http/page-query";
import { namesOf } from "@/lib/http/surface-names";
import type { OpsAuditPage } from "@/lib/schemas/ops";
import { instantOf, type OpsProblem } from "@/lib/schemas/ops-form";
import { AuditQuery } from "@/lib/schemas/ops-write";
import { readAudit } from "@/lib/usecases/read-audit";

export const dynamic = "force-dynamic";

type Found = { found: OpsAuditPage; problem: OpsProblem | null };

/** The audit log. */
export default async function Page({ searchParams }: Query) {
  const { ctx, operator } = await requirePageOperator();
  const query = withInstants(givenOf(await searchParams));
  const { found, problem } = await attempt<Found>(
    async () => ({ found: await readAudit(ctx, parseWith(AuditQuery, query)), problem: null }),
    (problem) => ({ found: { rows: [], next: null }, problem }),
  );
  return (
    <OpsShell viewer={operator} path="/ops/audit" title="Audit log">
      <AuditPage {...found} problem={problem} names={namesOf(ctx)} query={query} />
    </OpsShell>
  );
}

/** A browser's field gives times without a zone; the page says that they are UTC. */
const withInstants = (query: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, name === "from" || name === "to" ? instantOf(value) : value]),
  );
