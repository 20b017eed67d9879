import * as z from "zod";
import { listMigrations } from "../root";
import { type Account, CloudflareRefusal } from "./account";
import type { ResourceIds } from "./deploy-config";
import type { Target } from "./target";

/** The ids of what is there; null for what has yet to be made. */
export type Found = { databaseId: string | null; namespaceId: string | null };

const PAGE = 100;
const Database = z.object({ uuid: z.string(), name: z.string() });
const Namespace = z.object({ id: z.string(), title: z.string() });

async function findDatabase({ api, id }: Account, name: string): Promise<string | null> {
  const path = `/accounts/${id}/d1/database?name=${encodeURIComponent(name)}&per_page=${PAGE}`;
  const found = await api.ask({ path, schema: z.array(Database) });
  return found.find((database) => database.name === name)?.uuid ?? null;
}

/** Namespaces can't be asked for by title. */
async function findNamespace({ api, id }: Account, title: string): Promise<string | null> {
  for (let page = 1; ; page++) {
    const path = `/accounts/${id}/storage/kv/namespaces?per_page=${PAGE}&page=${page}`;
    const found = await api.ask({ path, schema: z.array(Namespace) });
    const own = found.find((namespace) => namespace.title === title);
    if (own || found.length < PAGE) return own?.id ?? null;
  }
}

/** Looks for the environment's database and namespace by their names; makes nothing. */
export async function findResources(account: Account, { database, namespace }: Target): Promise<Found> {
  const databaseId = await findDatabase(account, database.name);
  return { databaseId, namespaceId: await findNamespace(account, namespace.title) };
}

/** Makes what was not found; run twice, it makes nothing the second time. */
export async function makeResources(account: Account, target: Target, found: Found): Promise<ResourceIds> {
  const { api, id } = account;
  const make = <T>(kind: string, schema: z.ZodType<T>, body: object): Promise<T> =>
    api.ask({ path: `/accounts/${id}/${kind}`, schema, body });
  const databaseId = found.databaseId ?? (await make("d1/database", Database, { name: target.database.name })).uuid;
  const namespaceId =
    found.namespaceId ?? (await make("storage/kv/namespaces", Namespace, { title: target.namespace.title })).id;
  return { databaseId, namespaceId };
}

const pathOf = ({ id }: Account, worker: string): string => `/accounts/${id}/workers/scripts/${worker}`;

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  return asked.catch((error: unknown) => {
    if (error instanceof CloudflareRefusal && error.status === 404) return null;
    throw error;
  });
}

/** The names of the Worker's secrets; null while there is no such Worker. */
export async function listSecrets(account: Account, worker: string): Promise<string[] | null> {
  const schema = z.array(z.object({ name: z.string() }));
  const secrets = await orNull(account.api.ask({ path: `${pathOf(account, worker)}/secrets`, schema }));
  return secrets?.map(({ name }) => name) ?? null;
}

const Deployments = z.object({
  deployments: z.array(
    z.object({
      created_on: z.string(),
      versions: z.array(z.object({ version_id: z.string(), percentage: z.number() })).min(1),
    }),
  ),
});
export type Deployment = z.infer<typeof Deployments>["deployments"][number];

/** What was deployed, newest first; nothing while there is no such Worker. */
export async function listDeployments(account: Account, worker: string): Promise<Deployment[]> {
  const asked = account.api.ask({ path: `${pathOf(account, worker)}/deployments`, schema: Deployments });
  const newestFirst = (a: Deployment, b: Deployment) => Date.parse(b.created_on) - Date.parse(a.created_on);
  return (await orNull(asked))?.deployments.toSorted(newestFirst) ?? [];
}

const Version = z.object({
  resources: z.object({ bindings: z.array(z.object({ name: z.string(), text: z.string().optional() })) }),
});

/** The commit that a version of the Worker was stamped with; null where nobody stamped it. */
export async function commitOf(account: Account, worker: string, versionId: string): Promise<string | null> {
  const path = `${pathOf(account, worker)}/versions/${versionId}`;
  const { resources } = await account.api.ask({ path, schema: Version });
  return resources.bindings.find(({ name }) => name === "DEPLOYED_COMMIT")?.text ?? null;
}

const Query = z.array(z.object({ results: z.array(z.object({ name: z.string() })) }));

/** The migrations that the database does not have yet; all of them while wrangler has no book there. */
export async function listPending({ api, id }: Account, databaseId: string): Promise<string[]> {
  const query = (sql: string) =>
    api.ask({ path: `/accounts/${id}/d1/database/${databaseId}/query`, schema: Query, body: { sql } });
  const [books] = await query("SELECT name FROM sqlite_master WHERE name = 'd1_migrations'");
  if (!books?.results.length) return listMigrations();
  const [applied] = await query("SELECT name FROM d1_migrations");
  const known = new Set(applied?.results.map(({ name }) => name));
  return listMigrations().filter((name) => !known.has(name));
}
