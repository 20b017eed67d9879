import { VARIABLES, type VariableName } from "../../lib/platform/env";
import type { GitState, TestRecord } from "../test-record";
import type { Found } from "./account-state";
import { type Finding, failure, ok, warning } from "./finding";
import type { Target } from "./target";

/** What a deployment is held against before anybody asks Cloudflare. */
export type LocalState = {
  git: GitState;
  tests: TestRecord | null;
  target: Target;
  migrations: readonly string[];
  /** The environment that we run in, where the keys of seed and verification are. */
  env: NodeJS.Dict<string>;
};

/** A dry run deploys nothing, so that what would be wrong with deploying this tree is a warning there. */
export function checkLocally(state: LocalState, isDryRun: boolean): Finding[] {
  const blocking = isDryRun ? warning : failure;
  return [
    checkTree(state, blocking),
    checkTests(state, blocking),
    ...checkVars(state),
    ok("migrations", `${state.migrations.length} in this commit, the last is ${state.migrations.at(-1)}`),
    ...checkKeys(state, blocking),
  ];
}

type Report = typeof failure;

function checkTree({ git }: LocalState, blocking: Report): Finding {
  if (git.commit === null) return blocking("commit", "this is no checkout of git", "clone the repository");
  if (git.isClean) return ok("commit", git.commit);
  return blocking("commit", `the tree differs from ${git.commit}`, "commit or stash: what is live must have a name");
}

function checkTests({ git, tests }: LocalState, blocking: Report): Finding {
  if (!tests || tests.commit !== git.commit || !tests.isClean)
    return blocking("tests", "not run at this commit", "npm test");
  const counts = `${tests.passed} passed, ${tests.failed} failed`;
  return tests.failed === 0 && tests.passed > 0 ? ok("tests", counts) : blocking("tests", counts, "npm test");
}

/** What wrangler.toml sets: by the env schema, and no secret among it. */
function checkVars({ target }: LocalState): Finding[] {
  const place = `[env.${target.environment}.vars]`;
  const known: Record<string, (typeof VARIABLES)[VariableName] | undefined> = VARIABLES;
  const faults = Object.entries(target.vars).flatMap(([name, value]) => {
    const variable = known[name];
    if (!variable) return [failure(name, `${place} sets it, and nothing reads it`)];
    if (variable.secret) return [failure(name, `${place} has a secret in git`, `npx wrangler secret put ${name}`)];
    return variable.schema.safeParse(value).success ? [] : [failure(name, `${place} has a value that is refused`)];
  });
  const on = Object.keys(target.vars).filter((name) => name.startsWith("FLAG_") && target.vars[name] === "1");
  return [...faults, ok("flags", on.length > 0 ? `on: ${on.join(", ")}` : "all off: this deployment is dark")];
}

/** What seed and verification need to use the live site's endpoints. */
function checkKeys({ env }: LocalState, blocking: Report): Finding[] {
  const check = (what: string, name: string, lack: Report, why: string) =>
    env[name] ? ok(what, "in this environment") : lack(what, "not in this environment", `export ${name}${why}`);
  return [
    check("write token", "STATUS_INTERNAL_WRITE_TOKEN", blocking, ": seed and verification need it"),
    check("webhook secret", "FREESCOUT_WEBHOOK_SECRET", warning, ", else no signed delivery is tried"),
  ];
}

/** What of an account a deployment is held against. `secrets` is null while there is no such Worker. */
export type AccountState = { name: string; found: Found; secrets: string[] | null; pending: readonly string[] };

/** Logged in, what is there, what is missing by how bad its lack is, and which migrations wait. */
export function checkAccount(state: AccountState, target: Target): Finding[] {
  const describe = (name: string, id: string | null) =>
    `${name} ${id ? `(${id})` : "is not there yet and will be made"}`;
  return [
    ok("account", state.name),
    ok("database", describe(target.database.name, state.found.databaseId)),
    ok("namespace", describe(target.namespace.title, state.found.namespaceId)),
    ok("pending migrations", state.pending.join(", ") || "none"),
    ...checkSecrets(state, target),
  ];
}

/** Every secret, or variable that is set as one, that lib/platform/env.ts calls needed. */
function checkSecrets({ secrets }: AccountState, { vars, environment }: Target): Finding[] {
  const there = new Set([...(secrets ?? []), ...Object.keys(vars)]);
  const missing = Object.entries(VARIABLES).filter(([name, { severity }]) => severity && !there.has(name));
  const twice = (secrets ?? []).filter((name) => name in vars);
  return [
    ok("secrets", secrets === null ? "the Worker is not there yet" : `${secrets.length} set`),
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
