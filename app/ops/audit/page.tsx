import { find, operatorPage } from "@/app/_ops/operator-page";
import { AuditPage } from "@/components/ops/audit-page";
import { readInstant } from "@/lib/schemas/ops-form";
import { AuditQuery } from "@/lib/schemas/ops-write";
import { parseWith } from "@/lib/server/body";
import { readAudit } from "@/lib/services/operators/read-audit";

/** The audit log. */
export default operatorPage({
  path: "/ops/audit",
  title: "Audit log",
  load: async ({ ctx, names, ...request }) => {
    const query = withInstants(request.query);
    const found = await find(() => readAudit(ctx, parseWith(AuditQuery, query)), { rows: [], next: null });
    return { ...found, names, query };
  },
  View: AuditPage,
});

/** A browser's field gives times without a zone; the page says that they are UTC. */
const withInstants = (query: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, name === "from" || name === "to" ? readInstant(value) : value]),
  );
