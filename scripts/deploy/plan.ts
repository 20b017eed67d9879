import { describeRollback } from "./rollback";
import type { Target } from "./target";

/** What a deployment would do, step by step. */
export function describePlan(target: Target, commit: string, migrations: readonly string[]): string {
  const { environment, worker, url, database, namespace } = target;
  return [
    `Plan for ${environment}:`,
    `  1. look at the account: token, secrets of ${worker}, what it has and lacks`,
    `  2. find or make D1 ${database.name} and KV ${namespace.title}`,
    "  3. apply the migrations that it does not have yet, of:",
    ...migrations.map((name) => `       ${name}`),
    `  4. wrangler deploy --env ${environment} (commit ${commit})`,
    `  5. seed the registry's missing rows, purge the edge`,
    `  6. verify ${url}: version, page, API, webhook, heartbeat`,
    "",
    describeRollback(target, "<the version before>"),
  ].join("\n");
}
