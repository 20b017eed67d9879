import { readdirSync } from "node:fs";
import * as z from "zod";
import { inRoot } from "../root";
import type { Account } from "./account";
import { CloudflareRefusal } from "./cloudflare-api";

const pathOf = ({ id }: Account, worker: string): string => `/accounts/${id}/workers/scripts/${worker}`;

const isMissing = (error: unknown): boolean => error instanceof CloudflareRefusal && error.status === 404;

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  return asked.catch((error: unknown) => {
    if (isMissing(error)) return null;
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

/** The migrations of this checkout, in the order in which they are applied. */
export const listMigrations = (): string[] =>
  readdirSync(inRoot("migrations"))
    .filter((name) => name.endsWith(".sql"))
    .sort();

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
