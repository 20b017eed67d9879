import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Account, openAccount } from "../../../scripts/deploy/account";
import {
  findResources,
  listDeployments,
  listPending,
  listSecrets,
  makeResources,
  requireTriggers,
} from "../../../scripts/deploy/account-state";
import { checkAccount } from "../../../scripts/deploy/preflight";
import { readTarget } from "../../../scripts/deploy/target";
import { inRoot, listMigrations, listTriggers } from "../../../scripts/root";
import type { FakeServer } from "../../fakes/server";
import { paths, refusal, result, shelf, startCloudflare } from "./cloudflare";

const target = readTarget("production");

let fake: FakeServer;
let env: NodeJS.Dict<string>;
let account: Account;
beforeAll(async () => {
  ({ fake, env } = await startCloudflare());
  account = await openAccount(env);
});
afterAll(() => fake.stop());

describe("the account", () => {
  it("is asked for with the token of the environment, and is the one there is", () => {
    expect(account).toMatchObject({ id: "acc0", name: "Raxx", env: { CLOUDFLARE_ACCOUNT_ID: "acc0" } });
    expect(fake.to("/accounts")[0]?.headers.authorization).toBe("Bearer deploy-token");
  });

  it("has to be named where there are several, and is not guessed", async () => {
    const two = [
      { id: "acc0", name: "Raxx" },
      { id: "acc1", name: "Another" },
    ];
    fake.at("/accounts", result(two));
    await expect(openAccount(env)).rejects.toThrow(/CLOUDFLARE_ACCOUNT_ID[\s\S]*acc1 {2}Another/);
    expect((await openAccount({ ...env, CLOUDFLARE_ACCOUNT_ID: "acc1" })).name).toBe("Another");
    await expect(openAccount({ ...env, CLOUDFLARE_ACCOUNT_ID: "acc2" })).rejects.toThrow("CLOUDFLARE_ACCOUNT_ID");
  });

  it("says what Cloudflare says, and not the token, when it is refused", async () => {
    fake.at("/accounts", refusal(403, 9109, "Invalid access token"));
    const refused = await openAccount(env).catch((error: Error) => error.message);
    expect(refused).toBe("Cloudflare /accounts?per_page=50 answered 403: Invalid access token [9109]");
  });
});

describe("what a deployment needs", () => {
  const others = Array.from({ length: 100 }, (_, i) => ({ id: `other${i}`, title: `other-${i}` }));
  let databases: Record<string, string>[];
  let namespaces: Record<string, string>[];
  beforeEach(() => {
    databases = [{ uuid: "not-ours", name: "raxx-status-db-staging" }];
    namespaces = [...others];
    fake.at(
      paths.databases,
      shelf(databases, ({ name = "" }) => ({ uuid: "made-d1", name })),
    );
    fake.at(
      paths.namespaces,
      shelf(namespaces, ({ title = "" }) => ({ id: "made-kv", title })),
    );
  });

  it("is made where it is not there, and found the second time", async () => {
    const none = await findResources(account, target);
    expect(none).toEqual({ databaseId: null, namespaceId: null });
    const made = { databaseId: "made-d1", namespaceId: "made-kv" };
    expect(await makeResources(account, target, none)).toEqual(made);
    expect(await findResources(account, target)).toEqual(made);
    expect(await makeResources(account, target, await findResources(account, target))).toEqual(made);
    expect([databases.length, namespaces.length]).toEqual([2, 101]);
    expect([databases[1]?.name, namespaces[100]?.title]).toEqual([
      "raxx-status-db",
      "raxx-status-worker-status-snapshot",
    ]);
  });

  it("is not made while nobody knows whether it is there", async () => {
    fake.at(paths.namespaces, refusal(403, 10000, "Authentication error"));
    await expect(findResources(account, target)).rejects.toThrow("Authentication error");
    expect(fake.to(paths.namespaces).filter(({ method }) => method === "POST")).toHaveLength(1);
  });
});

describe("what is there", () => {
  it("pending migrations are those that wrangler's book does not have", async () => {
    const [first, ...rest] = listMigrations();
    const book = (sql: string) => (sql.includes("sqlite_master") ? [{ name: "d1_migrations" }] : [{ name: first }]);
    fake.at(paths.query("db1"), ({ body }) => result([{ results: book(JSON.parse(body).sql) }]));
    expect(await listPending(account, "db1")).toEqual(rest);
    fake.at(paths.query("new"), result([{ results: [] }]));
    expect(await listPending(account, "new")).toEqual(listMigrations());
  });

  it("a database without one of the migrations' triggers stops the deployment, by name", async () => {
    const database = new DatabaseSync(":memory:");
    for (const name of listMigrations()) database.exec(readFileSync(inRoot("migrations", name), "utf8"));
    fake.at(paths.query("db1"), ({ body }) => result([{ results: database.prepare(JSON.parse(body).sql).all() }]));
    await requireTriggers(account, "db1");
    for (const name of listTriggers()) {
      const { sql } = database.prepare("SELECT sql FROM sqlite_master WHERE name = ?").get(name) as { sql: string };
      database.exec(`DROP TRIGGER ${name}`);
      await expect(requireTriggers(account, "db1")).rejects.toThrow(new RegExp(`${name}\\.[\\s\\S]*Not uploaded`));
      database.exec(sql);
    }
    expect(database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all()).toHaveLength(
      listTriggers().length,
    );
  });

  it("a Worker that was never deployed has no secrets and no deployments, and that is no fault", async () => {
    const gone = refusal(404, 10007, "This Worker does not exist on your account.");
    fake.at(paths.secrets("w"), gone);
    fake.at(paths.deployments("w"), gone);
    expect([await listSecrets(account, "w"), await listDeployments(account, "w")]).toEqual([null, []]);
    fake.at(paths.secrets("w"), refusal(500, 1, "down"));
    await expect(listSecrets(account, "w")).rejects.toThrow("down");
  });

  it("the newest deployment comes first, however they are listed", async () => {
    const of = (created_on: string, version_id: string) => ({
      created_on,
      versions: [{ version_id, percentage: 100 }],
    });
    const deployments = [of("2026-11-01T00:00:00.5Z", "old"), of("2026-11-20T00:00:00Z", "new")];
    fake.at(paths.deployments("w"), result({ deployments }));
    expect((await listDeployments(account, "w")).map(({ versions }) => versions[0]?.version_id)).toEqual([
      "new",
      "old",
    ]);
  });
});

describe("the preflight of an account", () => {
  const found = { databaseId: "d", namespaceId: null };
  const lookAt = (secrets: string[] | null) =>
    Object.fromEntries(
      checkAccount({ name: "Raxx", found, secrets, pending: [] }, target).map((finding) => [finding.what, finding]),
    );

  it("stops for what is critical, and warns of what only a feature needs", () => {
    const bare = lookAt(null);
    expect(bare.STATUS_INTERNAL_WRITE_TOKEN).toMatchObject({
      level: "failure",
      remedy: "npx wrangler secret put STATUS_INTERNAL_WRITE_TOKEN --env production",
    });
    expect(bare.FREESCOUT_WEBHOOK_SECRET?.level).toBe("warning");
    expect([bare.namespace?.level, bare.namespace?.says]).toEqual(["ok", expect.stringContaining("will be created")]);
    expect(bare).not.toHaveProperty("FREESCOUT_WEBHOOK_PATH_TOKEN");
    expect(lookAt(["STATUS_INTERNAL_WRITE_TOKEN"])).not.toHaveProperty("STATUS_INTERNAL_WRITE_TOKEN");
  });

  it("stops for a flag that is a secret too", () => {
    const odd = lookAt(["STATUS_INTERNAL_WRITE_TOKEN", "FLAG_STATUS_PROBER"]);
    expect(odd.FLAG_STATUS_PROBER?.level).toBe("failure");
  });
});
