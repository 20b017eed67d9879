import * as z from "zod";
import { listMigrations, listTriggers } from "../root";
import { PlainError } from "../terminal";
import type { Account } from "./account";
import type { ResourceIds } from "./deploy-config";
import type { Target } from "./target";

/** The ids of the existing resources; null for one that does not exist yet. */
export type Found = { [kind in keyof ResourceIds]: ResourceIds[kind] | null };

const PAGE = 100;

const DATABASES = {
  path: "d1/database",
  schema: z.object({ uuid: z.string(), name: z.string() }).transform(({ uuid, name }) => ({ id: uuid, name })),
  named: (name: string) => ({ name }),
};
const NAMESPACES = {
  path: "storage/kv/namespaces",
  schema: z.object({ id: z.string(), title: z.string() }).transform(({ id, title }) => ({ id, name: title })),
  named: (title: string) => ({ title }),
};
type Kind = typeof DATABASES | typeof NAMESPACES;
type Resource = z.ZodType<{ id: string; name: string }>;

async function findId({ request: ask, id }: Account, { path, schema }: Kind, name: string): Promise<string | null> {
  for (let page = 1; ; page++) {
    const listed = await ask(`/accounts/${id}/${path}?per_page=${PAGE}&page=${page}`, z.array(schema as Resource));
    const own = listed.find((resource) => resource.name === name);
    if (own || listed.length < PAGE) return own?.id ?? null;
  }
}

/** Finds the environment's database and namespace by their names; creates nothing. */
export async function findResources(account: Account, { database, namespace }: Target): Promise<Found> {
  const databaseId = await findId(account, DATABASES, database.name);
  return { databaseId, namespaceId: await findId(account, NAMESPACES, namespace.title) };
}

/** Creates what was not found; a second run creates nothing. */
export async function makeResources({ request: ask, id }: Account, target: Target, found: Found): Promise<ResourceIds> {
  const make = async ({ path, schema, named }: Kind, name: string): Promise<string> =>
    (await ask(`/accounts/${id}/${path}`, schema as Resource, named(name))).id;
  return {
    databaseId: found.databaseId ?? (await make(DATABASES, target.database.name)),
    namespaceId: found.namespaceId ?? (await make(NAMESPACES, target.namespace.title)),
  };
}

/** One resource of a Worker; null if the Worker does not exist. */
const requestWorker = <T>({ request: ask, id }: Account, path: string, schema: z.ZodType<T>): Promise<T | null> =>
  ask(`/accounts/${id}/workers/scripts/${path}`, schema).catch((error: Error) => {
    if (error.cause === 404) return null;
    throw error;
  });

/** The names of the Worker's secrets; null if the Worker does not exist. */
export async function listSecrets(account: Account, worker: string): Promise<string[] | null> {
  const secrets = await requestWorker(account, `${worker}/secrets`, z.array(z.object({ name: z.string() })));
  return secrets?.map(({ name }) => name) ?? null;
}

const Deployments = z.object({
  deployments: z.array(
    z.object({ created_on: z.string(), versions: z.array(z.object({ version_id: z.string() })).min(1) }),
  ),
});
type Deployment = z.infer<typeof Deployments>["deployments"][number];

/** The Worker's deployments, newest first; empty if it does not exist. */
export async function listDeployments(account: Account, worker: string): Promise<Deployment[]> {
  const listed = await requestWorker(account, `${worker}/deployments`, Deployments);
  return listed?.deployments.toSorted((a, b) => Date.parse(b.created_on) - Date.parse(a.created_on)) ?? [];
}

const Version = z.object({
  resources: z.object({ bindings: z.array(z.object({ name: z.string(), text: z.string().optional() })) }),
});

/** The commit in a Worker version's message; null if it has none. */
export async function readCommit(account: Account, worker: string, versionId: string): Promise<string | null> {
  const version = await requestWorker(account, `${worker}/versions/${versionId}`, Version);
  return version?.resources.bindings.find(({ name }) => name === "DEPLOYED_COMMIT")?.text ?? null;
}

const Query = z.array(z.object({ results: z.array(z.object({ name: z.string() })) }));

/** The `name` of each row that a query of the database returns. */
async function queryNames({ request: ask, id }: Account, databaseId: string, sql: string): Promise<string[]> {
  const [found] = await ask(`/accounts/${id}/d1/database/${databaseId}/query`, Query, { sql });
  return found?.results.map(({ name }) => name) ?? [];
}

/** The migrations that the database does not have yet; all of them if wrangler's list is not there yet. */
export async function listPending(account: Account, databaseId: string): Promise<string[]> {
  const query = (sql: string) => queryNames(account, databaseId, sql);
  const tables = await query("SELECT name FROM sqlite_master WHERE name = 'd1_migrations'");
  if (tables.length === 0) return listMigrations();
  const applied = await query("SELECT name FROM d1_migrations");
  return listMigrations().filter((name) => !applied.includes(name));
}

/** Stops where a migration has left out a trigger: without them writers lose each other's changes, and the logs can be rewritten. */
export async function requireTriggers(account: Account, databaseId: string): Promise<void> {
  const there = await queryNames(account, databaseId, "SELECT name FROM sqlite_master WHERE type = 'trigger'");
  const missing = listTriggers().filter((name) => !there.includes(name));
  if (missing.length === 0) return;
  throw new PlainError(
    `The database lacks what the migrations create: ${missing.join(", ")}.\nNot uploaded. The way by file: docs/runbooks/status-d1.md, "A trigger is missing".`,
  );
}
