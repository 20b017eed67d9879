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

/** How to go back to what was live before: printed, never done by itself, since only a person knows what else has changed. */
export function describeRollback({ environment, worker }: Target, previousVersion: string | null): string {
  const back = previousVersion
    ? `npx wrangler rollback ${previousVersion} --env ${environment} --message "verification failed"`
    : `npx wrangler delete --env ${environment}   # there is no earlier version of ${worker}`;
  return [
    "To go back:",
    `  ${back}`,
    `  npx wrangler versions list --env ${environment}`,
    "The database stays as it is: a migration only adds, and the version before reads what it knows.",
  ].join("\n");
}
