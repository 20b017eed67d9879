import { VARIABLES, type VariableName } from "../../lib/env";
import { type Finding, failure, ok, warning } from "./finding";
import type { Found } from "./resources";
import type { Target } from "./target";

/** What of an account a deployment is held against. `secrets` is null while there is no such Worker. */
export type AccountState = { name: string; found: Found; secrets: string[] | null; pending: readonly string[] };

/** Logged in, what is there, what is missing by how bad its lack is, and which migrations wait. */
export function checkAccount(state: AccountState, target: Target): Finding[] {
  return [
    ok("account", state.name),
    checkResource("database", target.database.name, state.found.databaseId),
    checkResource("namespace", target.namespace.title, state.found.namespaceId),
    ok("pending migrations", state.pending.join(", ") || "none"),
    ...checkSecrets(state, target),
  ];
}

const checkResource = (kind: string, name: string, id: string | null): Finding =>
  ok(kind, id === null ? `${name} is not there yet and will be made` : `${name} (${id})`);

/** Every secret, or variable that is set as one, that lib/env.ts calls needed. */
function checkSecrets({ secrets }: AccountState, target: Target): Finding[] {
  const there = new Set([...(secrets ?? []), ...Object.keys(target.vars)]);
  const names = Object.keys(VARIABLES) as VariableName[];
  const lacking = names.filter((name) => VARIABLES[name].severity && !there.has(name));
  const twice = (secrets ?? []).filter((name) => name in target.vars);
  return [
    ok("secrets", secrets === null ? "the Worker is not there yet" : `${secrets.length} set`),
    ...lacking.map((name) => lackOf(name, target)),
    ...twice.map((name) => failure(name, "is a secret and in wrangler.toml", `npx wrangler secret delete ${name}`)),
  ];
}

function lackOf(name: VariableName, { environment }: Target): Finding {
  const { severity, feature } = VARIABLES[name];
  const report = severity === "critical" ? failure : warning;
  return report(name, `not set, so this is closed: ${feature}`, `npx wrangler secret put ${name} --env ${environment}`);
}
