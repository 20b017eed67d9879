import { parseArgs } from "node:util";
import { experimental_readRawConfig, type Unstable_Config, unstable_readConfig } from "wrangler";
import { inRoot } from "../root";
import { PlainError, readCommand } from "../terminal";

export const ENVIRONMENTS = ["staging", "production"] as const;
type Environment = (typeof ENVIRONMENTS)[number];

/** One environment of wrangler.toml: its resources' names, vars and URL. */
export type Target = {
  environment: Environment;
  worker: string;
  url: string;
  database: { binding: string; name: string };
  namespace: { binding: string; title: string };
  vars: Record<string, unknown>;
};

const CONFIG = inRoot("wrangler.toml");

function urlOf({ routes = [] }: Unstable_Config): string | null {
  const domains = routes.flatMap((route) =>
    typeof route === "object" && "custom_domain" in route && route.custom_domain ? [route.pattern] : [],
  );
  return domains.length === 1 ? `https://${domains[0]}` : null;
}

/** The faults of an environment's configuration: routes that bypass Access, a missing domain, cron, cache or resource. */
function faultsOf(config: Unstable_Config): string[] {
  const faults = [
    urlOf(config) === null && "must have exactly one custom domain",
    config.workers_dev !== false && "is reachable at workers.dev, which bypasses Cloudflare Access",
    config.preview_urls !== false && "has preview URLs, which bypass Cloudflare Access",
    config.triggers.crons?.join() !== "* * * * *" && "has no cron of every minute",
    config.cache?.enabled !== true && "has its cache disabled",
    config.d1_databases.length !== 1 && "must have exactly one D1 database",
    config.kv_namespaces.length !== 1 && "must have exactly one KV namespace",
  ];
  return faults.filter((fault): fault is string => fault !== false);
}

/** Reads one environment of wrangler.toml; throws its faults. */
export function readTarget(environment: Environment): Target {
  const config = unstable_readConfig({ config: CONFIG, env: environment });
  const [[database], [namespace]] = [config.d1_databases, config.kv_namespaces];
  const [worker, url] = [config.name, urlOf(config)];
  const faults = faultsOf(config);
  if (faults.length > 0 || !worker || !url || !database?.database_name || !namespace)
    throw new PlainError(`wrangler.toml: [env.${environment}] ${faults.join("; ") || "has no name"}`);
  return {
    environment,
    worker,
    url,
    database: { binding: database.binding, name: database.database_name },
    // The title that wrangler would choose.
    namespace: {
      binding: namespace.binding,
      title: `${worker}-${namespace.binding}`.toLowerCase().replaceAll("_", "-"),
    },
    vars: config.vars,
  };
}

/** wrangler.toml as written, without inheritance between environments. */
export const readRaw = () => experimental_readRawConfig({ config: CONFIG }).rawConfig;

const USAGE = `npm run deploy -- --env production|staging [--dry-run] [--take-hostname]

--dry-run        builds, bundles, checks the configuration, prints the plan; deploys nothing. With CLOUDFLARE_API_TOKEN set it also
                 looks at the account, and changes nothing there
--take-hostname  the hostname may be taken from whoever has it now: its DNS record, and the page behind it, are replaced`;

/** Parses --env; throws for an unknown environment. */
export function readEnvironment(text: string | undefined): Environment {
  const found = ENVIRONMENTS.find((name) => name === text);
  if (found) return found;
  throw new PlainError(`--env must be one of: ${ENVIRONMENTS.join(", ")}.`);
}

/** Reads the command line of `npm run deploy`. */
export const readOptions = (args: string[]) =>
  readCommand(USAGE, () => {
    const flag = { type: "boolean", default: false } as const;
    const { values } = parseArgs({
      args,
      options: { env: { type: "string" }, "dry-run": flag, "take-hostname": flag },
    });
    const environment = readEnvironment(values.env);
    return { environment, isDryRun: values["dry-run"], takesHostname: values["take-hostname"] };
  });

/** The plan of a deployment, step by step. */
export function describePlan(target: Target, commit: string, migrations: readonly string[]): string {
  const { environment, worker, url, database, namespace } = target;
  return [
    `Plan for ${environment}:`,
    `  1. check the account: token, who has ${new URL(url).hostname}, secrets of ${worker}, resources`,
    `  2. find or create D1 ${database.name} and KV ${namespace.title}`,
    "  3. apply the pending migrations of:",
    ...migrations.map((name) => `       ${name}`),
    `  4. wrangler deploy --env ${environment} (commit ${commit})`,
    `  5. seed the registry's missing rows, purge the edge`,
    `  6. verify ${url}: version, page, API, webhook, heartbeat`,
    "",
    describeRollback(target, "<previous version>"),
  ].join("\n");
}

/** The commands of a rollback: printed, never run, since only a person knows what else has changed. */
export function describeRollback({ environment, worker }: Target, previousVersion: string | null): string {
  const back = previousVersion
    ? `npm run rollback -- --env ${environment} --to ${previousVersion}`
    : `npx wrangler delete --env ${environment}   # ${worker} has no previous version`;
  return [
    "To roll back:",
    `  ${back}`,
    `  npx wrangler versions list --env ${environment}`,
    "The database stays as it is: migrations only add, so the previous version still works.",
  ].join("\n");
}
