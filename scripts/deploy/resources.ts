import * as z from "zod";
import type { Account } from "./account";
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
  const makeDatabase = async () =>
    (await api.ask({ path: `/accounts/${id}/d1/database`, schema: Database, body: { name: target.database.name } }))
      .uuid;
  const makeNamespace = async () => {
    const body = { title: target.namespace.title };
    return (await api.ask({ path: `/accounts/${id}/storage/kv/namespaces`, schema: Namespace, body })).id;
  };
  const databaseId = found.databaseId ?? (await makeDatabase());
  return { databaseId, namespaceId: found.namespaceId ?? (await makeNamespace()) };
}
