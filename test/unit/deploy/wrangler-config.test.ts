import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { unstable_readConfig } from "wrangler";
import { ENVIRONMENTS, readRaw, readTarget } from "../../../scripts/deploy/target";
import { inRoot } from "../../../scripts/root";

type Raw = Record<string, unknown>;

const raw = readRaw() as Raw & { env: Record<string, Raw> };

/** What wrangler's own schema says is not inherited by an environment. */
function notInherited(): string[] {
  const schema = readFileSync(inRoot("node_modules", "wrangler", "config-schema.json"), "utf8");
  const { properties } = JSON.parse(schema).definitions.RawEnvironment;
  const fields = Object.entries(properties as Record<string, { description?: string }>);
  return fields
    .filter(([, { description }]) => /not\s+automatically\s+inherited/.test(description ?? ""))
    .map(([key]) => key);
}

/** The names that a field of the configuration gives the Worker: bindings of a list, keys of a table. */
function namesOf(field: unknown): string[] {
  if (field === undefined) return [];
  if (!Array.isArray(field)) return Object.keys(field as Raw).sort();
  return field.map(({ binding, name }) => binding ?? name).sort();
}

describe.each(ENVIRONMENTS)("[env.%s] of wrangler.toml", (environment) => {
  const own = raw.env[environment] as Raw;

  it("says again whatever wrangler does not pass on to it", () => {
    const fields = notInherited();
    expect(fields).toEqual(expect.arrayContaining(["d1_databases", "kv_namespaces", "vars", "ratelimits"]));
    for (const field of fields) expect(namesOf(own[field]), field).toEqual(namesOf(raw[field]));
  });

  it("can be deployed: one domain, woken each minute, cached, closed at workers.dev", () => {
    expect(readTarget(environment)).toMatchObject({
      environment,
      url: expect.stringMatching(/^https:\/\/[\w-]+\.raxx\.app$/),
    });
  });

  it("fetches from its own zone as readers do, on the platform and in a build", () => {
    const { compatibility_flags } = unstable_readConfig({ config: inRoot("wrangler.toml"), env: environment });
    expect(compatibility_flags).toEqual(["nodejs_compat", "global_fetch_strictly_public"]);
    expect(own).not.toHaveProperty("compatibility_flags"); // what an environment says itself replaces these
  });

  it("is not local, by no name", () => {
    expect(JSON.stringify(own)).not.toMatch(/LOCAL|EDGE|REGISTRY|127\.0\.0\.1/);
  });
});

describe("production", () => {
  it("is called as the runbook calls it", () => {
    const { worker, url, database } = readTarget("production");
    expect([worker, url, database]).toEqual([
      "raxx-status-worker",
      "https://status.raxx.app",
      { binding: "DB", name: "raxx-status-db" },
    ]);
    expect(raw.env.production).toMatchObject({ workers_dev: false, preview_urls: false });
  });

  it("shares nothing with staging", () => {
    const [staging, production] = [readTarget("staging"), readTarget("production")];
    const names = ({ worker, url, database, namespace }: typeof staging) => [
      worker,
      url,
      database.name,
      namespace.title,
    ];
    expect(names(staging).filter((name) => names(production).includes(name))).toEqual([]);
    const limits = (environment: string) =>
      JSON.stringify(raw.env[environment]?.ratelimits).match(/"namespace_id":"\d+"/g);
    expect(limits("staging")?.filter((id) => limits("production")?.includes(id))).toEqual([]);
  });

  it("is what a bare `npx wrangler deploy` would deploy, so that it turns no flag and opens no way around Access", () => {
    const { name, vars, workers_dev, preview_urls } = raw;
    const { production } = raw.env;
    expect([name, vars, workers_dev, preview_urls]).toEqual([production?.name, production?.vars, false, false]);
  });
});

it("no id of an account's resource is in git", () => {
  const toml = readFileSync(inRoot("wrangler.toml"), "utf8");
  expect(toml).not.toMatch(/^(?:database_)?id\b/m);
  expect(toml).not.toMatch(/account_id|zone_id/);
});
