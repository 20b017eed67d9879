import * as z from "zod";
import { listMigrations } from "../root";
import type { Account } from "./account";
import type { ResourceIds } from "./deploy-config";
import type { Target } from "./target";

/** The ids of what is there; null for what has yet to be made. */
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

async function findId({ ask, id }: Account, { path, schema }: Kind, name: string): Promise<string | null> {
  for (let page = 1; ; page++) {
    const listed = await ask(`/accounts/${id}/${path}?per_page=${PAGE}&page=${page}`, z.array(schema as Resource));
    const own = listed.find((resource) => resource.name === name);
    if (own || listed.length < PAGE) return own?.id ?? null;
  }
}

/** Looks for the environment's database and namespace by their names; makes nothing. */
export async function findResources(account: Account, { database, namespace }: Target): Promise<Found> {
  const databaseId = await findId(account, DATABASES, database.name);
  return { databaseId, namespaceId: await findId(account, NAMESPACES, namespace.title) };
}

/** Makes what was not found; run twice, it makes nothing the second time. */
export async function makeResources({ ask, id }: Account, target: Target, found: Found): Promise<ResourceIds> {
  const make = async ({ path, schema, named }: Kind, name: string): Promise<string> =>
    (await ask(`/accounts/${id}/${path}`, schema as Resource, named(name))).id;
  return {
    databaseId: found.databaseId ?? (await make(DATABASES, target.database.name)),
    namespaceId: found.namespaceId ?? (await make(NAMESPACES, target.namespace.title)),
  };
}

/** What the account says of a Worker; null while there is no such Worker. */
const askWorker = <T>({ ask, id }: Account, path: string, schema: z.ZodType<T>): Promise<T | null> =>
  ask(`/accounts/${id}/workers/scripts/${path}`, schema).catch((error: Error) => {
    if (error.cause === 404) return null;
    throw error;
  });

/** The names of the Worker's secrets; null while there is no such Worker. */
export async function listSecrets(account: Account, worker: string): Promise<string[] | null> {
  const secrets = await askWorker(account, `${worker}/secrets`, z.array(z.object({ name: z.string() })));
  return secrets?.map(({ name }) => name) ?? null;
}

const Deployments = z.object({
  deployments: z.array(
    z.object({ created_on: z.string(), versions: z.array(z.object({ version_id: z.string() })).min(1) }),
  ),
});
type Deployment = z.infer<typeof Deployments>["deployments"][number];

/** What was deployed, newest first; nothing while there is no such Worker. */
export async function listDeployments(account: Account, worker: string): Promise<Deployment[]> {
  const listed = await askWorker(account, `${worker}/deployments`, Deployments);
  return listed?.deployments.toSorted((a, b) => Date.parse(b.created_on) - Date.parse(a.created_on)) ?? [];
}

const Version = z.object({
  resources: z.object({ bindings: z.array(z.object({ name: z.string(), text: z.string().optional() })) }),
});

/** The commit that a version of the Worker was stamped with; null where it has no stamp. */
export async function readCommit(account: Account, worker: string, versionId: string): Promise<string | null> {
  const version = await askWorker(account, `${worker}/versions/${versionId}`, Version);
  return version?.resources.bindings.find(({ name }) => name === "DEPLOYED_COMMIT")?.text ?? null;
}

const Query = z.array(z.object({ results: z.array(z.object({ name: z.string() })) }));

/** The migrations that the database does not have yet; all of them while wrangler keeps no list there. */
export async function listPending({ ask, id }: Account, databaseId: string): Promise<string[]> {
  const query = (sql: string) => ask(`/accounts/${id}/d1/database/${databaseId}/query`, Query, { sql });
  const [tables] = await query("SELECT name FROM sqlite_master WHERE name = 'd1_migrations'");
  if (!tables?.results.length) return listMigrations();
  const [applied] = await query("SELECT name FROM d1_migrations");
  const known = new Set(applied?.results.map(({ name }) => name));
  return listMigrations().filter((name) => !known.has(name));
}
