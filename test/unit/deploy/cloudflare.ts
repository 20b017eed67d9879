import { type Answer, type FakeServer, startFakeServer } from "../../fakes/server";

const ACCOUNT = "acc0";
const IN_ACCOUNT = `/accounts/${ACCOUNT}`;

export const paths = {
  databases: `${IN_ACCOUNT}/d1/database`,
  query: (id: string) => `${IN_ACCOUNT}/d1/database/${id}/query`,
  namespaces: `${IN_ACCOUNT}/storage/kv/namespaces`,
  secrets: (worker: string) => `${IN_ACCOUNT}/workers/scripts/${worker}/secrets`,
  deployments: (worker: string) => `${IN_ACCOUNT}/workers/scripts/${worker}/deployments`,
  version: (worker: string, id: string) => `${IN_ACCOUNT}/workers/scripts/${worker}/versions/${id}`,
  versions: (worker: string) => `${IN_ACCOUNT}/workers/scripts/${worker}/versions`,
  token: "/user/tokens/verify",
  accountToken: `${IN_ACCOUNT}/tokens/verify`,
  domains: `${IN_ACCOUNT}/workers/domains`,
  zones: "/zones",
  records: "/zones/zone0/dns_records",
  routes: "/zones/zone0/workers/routes",
};

/** What Cloudflare wraps its answers in. */
export const result = (value: unknown) => ({ body: { success: true, errors: [], messages: [], result: value } });
export const refusal = (status: number, code: number, message: string) => ({
  status,
  body: { success: false, errors: [{ code, message }], messages: [], result: null },
});

type Row = Record<string, string>;

/** A listing that can be added to: GET gives all (a page of a hundred), POST makes one. */
export function shelf(rows: Row[], make: (body: Row) => Row): Answer {
  return ({ method, body, query }) => {
    if (method === "POST") rows.push(make(JSON.parse(body)));
    if (method === "POST") return result(rows.at(-1));
    const page = Number(query.get("page") ?? 1);
    const named = query.get("name");
    const found = named ? rows.filter(({ name }) => name?.includes(named)) : rows;
    return result(found.slice((page - 1) * 100, page * 100));
  };
}

/** Cloudflare's API as far as a deployment asks it, and an account in it. */
export async function startCloudflare(): Promise<{ fake: FakeServer; env: NodeJS.Dict<string> }> {
  const fake = await startFakeServer({ "/accounts": result([{ id: ACCOUNT, name: "Raxx" }]) });
  return { fake, env: { CLOUDFLARE_API_BASE_URL: fake.url, CLOUDFLARE_API_TOKEN: "deploy-token" } };
}
