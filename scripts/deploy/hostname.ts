import * as z from "zod";
import type { Account } from "./account";
import { type Finding, failure, ok, warning } from "./finding";
import type { Target } from "./target";

const WHAT = "hostname";
const TAKE = "look at what would go; if it may: npm run deploy -- … --take-hostname";
const GRANT = "give the token Zone Read and DNS Read of the zone, or --take-hostname";

const Domains = z.array(z.object({ hostname: z.string(), service: z.string() }));
const Zones = z.array(z.object({ id: z.string(), name: z.string() }));
const Records = z.array(z.object({ type: z.string(), content: z.string().optional() }));
const Routes = z.array(z.object({ pattern: z.string(), script: z.string().nullish() }));

/**
 * Who has the environment's hostname. wrangler takes it over without asking where there is no terminal: another Worker's domain,
 * a DNS record and the page behind it are replaced, and kept nowhere. So anything else there stops a deployment that may not.
 */
export async function checkHostname(account: Account, target: Target, mayTake: boolean): Promise<Finding> {
  const report = mayTake ? warning : failure;
  const host = new URL(target.url).hostname;
  const taking = mayTake ? " and is taken over" : "";
  try {
    const holder = await findHolder(account, host, target.worker);
    if (holder === "ours") return ok(WHAT, `${host} is ${target.worker}'s`);
    if (holder.length === 0) return ok(WHAT, `${host} is free`);
    return report(WHAT, `${host} belongs to ${holder.join(", ")}${taking}`, TAKE);
  } catch (error) {
    return report(WHAT, `it can't be seen who has ${host}: ${(error as Error).message}`, GRANT);
  }
}

/** What stands at the hostname; "ours" where the Worker has it already. */
async function findHolder({ request, id }: Account, host: string, worker: string): Promise<string[] | "ours"> {
  const domains = await request(`/accounts/${id}/workers/domains?hostname=${host}`, Domains);
  const own = domains.filter(({ hostname }) => hostname === host);
  if (own.some(({ service }) => service === worker)) return "ours";
  const zone = await findZone(request, host);
  const records = await request(`/zones/${zone.id}/dns_records?name=${host}`, Records);
  const routes = await request(`/zones/${zone.id}/workers/routes`, Routes);
  return [
    ...own.map(({ service }) => `the Worker ${service}`),
    ...records.map(({ type, content }) => `a DNS record ${type} ${content ?? ""}`.trim()),
    ...routes
      .filter(({ pattern, script }) => script !== worker && coversHost(pattern, host))
      .map(({ pattern, script }) => `the route ${pattern} of ${script ?? "no Worker"}`),
  ];
}

/** The zone that the host is in: the longest name. */
async function findZone(request: Account["request"], host: string) {
  const zones = await request("/zones?per_page=50", Zones);
  const [zone] = zones
    .filter(({ name }) => host === name || host.endsWith(`.${name}`))
    .sort((a, b) => b.name.length - a.name.length);
  if (!zone) throw new Error("the token sees no zone of that name");
  return zone;
}

/** Whether a route's pattern, such as `*.raxx.app/*`, names the host itself; one for all hosts of a zone yields to a custom domain. */
const coversHost = (pattern: string, host: string): boolean =>
  pattern.replace(/^\w+:\/\//, "").split("/", 1)[0] === host;
