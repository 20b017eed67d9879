import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Account, openAccount } from "../../../scripts/deploy/account";
import { rollBack } from "../../../scripts/deploy/rollback";
import { type FakeServer, startFakeServer } from "../../fakes/server";
import { paths, refusal, result, startCloudflare } from "./cloudflare";

const WORKER = "raxx-status-worker";
const OLD = "a".repeat(40);

let cloudflare: FakeServer;
let site: FakeServer;
let account: Account;
beforeAll(async () => {
  const started = await startCloudflare();
  cloudflare = started.fake;
  account = await openAccount(started.env);
  site = await startFakeServer();
});
afterAll(() => Promise.all([cloudflare.stop(), site.stop()]));

const deployment = (created_on: string, ...ids: string[]) => ({
  created_on,
  versions: ids.map((version_id) => ({ version_id, percentage: 100 / ids.length })),
});
const version = (id: string, created_on: string, by = "upload") => ({
  id,
  metadata: { created_on, source: "wrangler" },
  annotations: { "workers/triggered_by": by },
});
const HISTORY = [
  deployment("2026-11-20T00:00:00Z", "new"),
  deployment("2026-11-10T00:00:00Z", "old"),
  deployment("2026-11-01T00:00:00Z", "older"),
];
const VERSIONS = [
  version("new", "2026-11-20T00:00:00Z"),
  version("old", "2026-11-10T00:00:00Z"),
  version("older", "2026-11-01T00:00:00Z"),
];

const deploys = () => cloudflare.to(paths.deployments(WORKER)).filter(({ method }) => method === "POST");
let asked: number;

beforeEach(() => {
  asked = deploys().length;
  cloudflare.at(paths.deployments(WORKER), result({ deployments: HISTORY }));
  cloudflare.at(paths.versions(WORKER), result({ items: VERSIONS }));
  for (const id of ["old", "older"])
    cloudflare.at(
      paths.version(WORKER, id),
      result({ resources: { bindings: [{ name: "DEPLOYED_COMMIT", text: OLD }] } }),
    );
  site.at("/api/version", { body: { commit: OLD, deployed_at: null } });
});

type Options = { to?: string; isForced?: boolean };
const roll = ({ to, isForced = false }: Options = {}) =>
  rollBack({
    ...{ account, worker: WORKER, url: site.url, to: to ?? null, isForced },
    patience: { withinMs: 50, everyMs: 10 },
  });
const refused = (options?: Options) => roll(options).then(String, (error: Error) => error.message);
const sent = () => deploys().slice(asked);

it("goes to the version before, unforced, and proves that it is live", async () => {
  expect(await roll()).toBe(`${OLD} is live`);
  expect(sent()).toHaveLength(1);
  expect(sent()[0]?.query.has("force")).toBe(false);
  expect(JSON.parse(sent()[0]?.body ?? "")).toMatchObject({
    strategy: "percentage",
    versions: [{ version_id: "old", percentage: 100 }],
  });
  await roll({ to: "older" });
  expect(sent()[1]?.body).toContain('"older"');
});

it("stops, and moves nothing, where a secret was changed since: the old one would open the write API again", async () => {
  const rotated = version("rotated", "2026-11-15T08:00:00Z", "secret");
  cloudflare.at(paths.versions(WORKER), result({ items: [VERSIONS[0], rotated, ...VERSIONS.slice(1)] }));
  const says = await refused();
  expect(says).toContain("old is of 2026-11-10T00:00:00Z and would bring old secrets back");
  expect(says).toContain("  2026-11-15T08:00:00Z\n");
  expect(says).toContain("npx wrangler secret put");
  expect(sent()).toEqual([]);
  expect(await roll({ isForced: true })).toBe(`${OLD} is live`);
  expect(sent().map(({ query }) => query.get("force"))).toEqual(["true"]);
});

it("goes past a secret that was changed before the version was made", async () => {
  const before = version("rotated", "2026-11-05T08:00:00Z", "secret");
  cloudflare.at(paths.versions(WORKER), result({ items: [...VERSIONS, before] }));
  expect(await roll()).toBe(`${OLD} is live`);
});

it("stops where Cloudflare refuses for a secret that the list did not tell of", async () => {
  const says = "The following secrets have changed: STATUS_INTERNAL_WRITE_TOKEN";
  cloudflare.at(paths.deployments(WORKER), ({ method }) =>
    method === "POST" ? refusal(400, 10220, says) : result({ deployments: HISTORY }),
  );
  const message = await refused();
  expect(message).toContain(`Not rolled back: Cloudflare`);
  expect(message).toContain("STATUS_INTERNAL_WRITE_TOKEN [10220]");
  expect(message).toContain("--with-old-secrets");
});

it.each<[string, object[], Options, string]>([
  ["was never deployed", [], {}, "was never deployed"],
  ["has one version", [HISTORY[0] as object], {}, "has no earlier version"],
  ["is on two versions", [deployment("2026-11-21T00:00:00Z", "new", "old"), ...HISTORY], {}, "--to <version id>"],
  ["is there already", HISTORY, { to: "new" }, "is the version that is live"],
  ["never had that version", HISTORY, { to: "nobody" }, "nobody can't be deployed any more"],
])("says so, and moves nothing, where the Worker %s", async (_, deployments, options, says) => {
  cloudflare.at(paths.deployments(WORKER), result({ deployments }));
  expect(await refused(options)).toContain(says);
  expect(sent()).toEqual([]);
});

it("fails where the live site goes on being another commit", async () => {
  site.at("/api/version", { body: { commit: "b".repeat(40), deployed_at: null } });
  expect(await refused()).toBe(`Rolled back, but ${"b".repeat(40)} is live instead of ${OLD}.`);
});
