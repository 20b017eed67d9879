import { VARIABLES, type VariableName } from "../../lib/platform/settings/variables";
import type { GitState, TestRecord } from "../test-record";
import type { Found } from "./account-state";
import { type Finding, failure, ok, warning } from "./finding";
import type { Target } from "./target";

/** The local state that the first preflight checks, before any request to Cloudflare. */
export type LocalState = {
  git: GitState;
  tests: TestRecord | null;
  target: Target;
  migrations: readonly string[];
  /** The process's environment, with the secrets for seed and verification. */
  env: NodeJS.Dict<string>;
};

/** In a dry run a fault of the tree is only a warning, since nothing is deployed. */
export function checkLocally(state: LocalState, isDryRun: boolean): Finding[] {
  const blocking = isDryRun ? warning : failure;
  return [
    checkTree(state, blocking),
    checkTests(state, blocking),
    ...checkVars(state),
    ok("migrations", `${state.migrations.length} in this commit, the latest is ${state.migrations.at(-1)}`),
    ...checkKeys(state, blocking),
  ];
}

type Report = typeof failure;

function checkTree({ git }: LocalState, blocking: Report): Finding {
  if (git.commit === null) return blocking("commit", "this is not a git checkout", "clone the repository");
  if (git.isClean) return ok("commit", git.commit);
  return blocking("commit", `the tree differs from ${git.commit}`, "commit or stash: a deployment needs a commit");
}

function checkTests({ git, tests }: LocalState, blocking: Report): Finding {
  if (!tests || tests.commit !== git.commit || !tests.isClean)
    return blocking("tests", "not run at this commit", "npm test");
  const counts = `${tests.passed} passed, ${tests.failed} failed`;
  return tests.failed === 0 && tests.passed > 0 ? ok("tests", counts) : blocking("tests", counts, "npm test");
}

/** Checks the vars of wrangler.toml against the env schema; none may be a secret. */
function checkVars({ target }: LocalState): Finding[] {
  const place = `[env.${target.environment}.vars]`;
  const known: Record<string, (typeof VARIABLES)[VariableName] | undefined> = VARIABLES;
  const faults = Object.entries(target.vars).flatMap(([name, value]) => {
    const variable = known[name];
    if (!variable) return [failure(name, `${place} sets it, but nothing reads it`)];
    if (variable.secret) return [failure(name, `${place} has a secret in git`, `npx wrangler secret put ${name}`)];
    return variable.schema.safeParse(value).success ? [] : [failure(name, `${place} has an invalid value`)];
  });
  const on = Object.keys(target.vars).filter((name) => name.startsWith("FLAG_") && target.vars[name] === "1");
  return [...faults, ok("flags", on.length > 0 ? `on: ${on.join(", ")}` : "all off: nothing is public")];
}

/** Checks the secrets that seed and verification need for the live site's endpoints. */
function checkKeys({ env }: LocalState, blocking: Report): Finding[] {
  const check = (what: string, name: string, reportMissing: Report, why: string) =>
    env[name]
      ? ok(what, "in this environment")
      : reportMissing(what, "not in this environment", `export ${name}${why}`);
  return [
    check("write token", "STATUS_INTERNAL_WRITE_TOKEN", blocking, ": seed and verification need it"),
    check("webhook secret", "FREESCOUT_WEBHOOK_SECRET", warning, ", else the signed webhook is not checked"),
  ];
}

/** The account's state that the second preflight checks. `secrets` is null if the Worker does not exist. */
export type AccountState = { name: string; found: Found; secrets: string[] | null; pending: readonly string[] };

/** Checks login, resources, secrets (by their severity if missing) and pending migrations. */
export function checkAccount(state: AccountState, target: Target): Finding[] {
  const describe = (name: string, id: string | null) =>
    `${name} ${id ? `(${id})` : "does not exist yet and will be created"}`;
  return [
    ok("account", state.name),
    ok("database", describe(target.database.name, state.found.databaseId)),
    ok("namespace", describe(target.namespace.title, state.found.namespaceId)),
    ok("pending migrations", state.pending.join(", ") || "none"),
    ...checkSecrets(state, target),
  ];
}

/** Checks every secret, or variable set as one, that lib/platform/settings/variables.ts requires. */
function checkSecrets({ secrets }: AccountState, { vars, environment }: Target): Finding[] {
  const there = new Set([...(secrets ?? []), ...Object.keys(vars)]);
  const missing = Object.entries(VARIABLES).filter(([name, { severity }]) => severity && !there.has(name));
  const twice = (secrets ?? []).filter((name) => name in vars);
  return [
    ok("secrets", secrets === null ? "the Worker does not exist yet" : `${secrets.length} set`),
    ...missing.map(([name, { severity, feature }]) => {
      const report = severity === "critical" ? failure : warning;
      return report(
        name,
        `not set, so this is off: ${feature}`,
        `npx wrangler secret put ${name} --env ${environment}`,
      );
    }),
    ...twice.map((name) => failure(name, "is a secret and in wrangler.toml", `npx wrangler secret delete ${name}`)),
  ];
}
