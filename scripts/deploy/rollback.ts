import type { Target } from "./target";

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
