import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Account, openAccount } from "../../../scripts/deploy/account";
import { describeSettled, SETTLES, settle } from "../../../scripts/deploy/settle";
import { listTriggers } from "../../../scripts/root";
import { type Asked, type FakeServer, type Reply, startFakeServer } from "../../fakes/server";
import { readDocument } from "../../support/markdown";
import { entry } from "../../support/surfaces";
import { paths, refusal, result, startCloudflare } from "./cloudflare";
import { cachedWell } from "./live-site";

const API = "/api/status/public/surfaces";
const INVALIDATE = "/api/internal/status/invalidate";
const PAGE = `<!DOCTYPE html><html><script>self.__next_f.push([1,"a"])</script></html>`;

const SNAPSHOT = "/api/internal/status/snapshot";
const surfaces = () => [
  entry("app", "probed", { probe_url: `${site.url}/app` }),
  entry("gated", "probed", { probe_url: `${site.url}/gated`, probe_auth: "access" }),
  entry("plain", "plain"),
];

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

const rows = (...results: object[]) => result([{ results }]);
const TRIGGERS = listTriggers().map((name) => ({ name }));

/** D1's answers, by what the statement is about. */
function database(triggers: Reply = rows(...TRIGGERS), update: Reply = refusal(400, 7500, "version_conflict")) {
  cloudflare.at(paths.query("db"), ({ body }: Asked) => {
    if (body.includes("sqlite_master")) return triggers;
    return body.includes("UPDATE") ? update : rows({ ticks: 100, failed: 2, ended: 1 });
  });
}

/** Everything as docs/platform.md assumes. */
beforeEach(() => {
  database();
  site.at("/", cachedWell("/", {}, PAGE));
  site.at(API, cachedWell(API));
  site.at("/ops", { headers: { "Content-Type": "text/html" }, body: PAGE });
  site.at("/app", {});
  site.at("/gated", ({ headers }) => ({ status: headers["cf-access-client-id"] ? 403 : 200 }));
  probed({ app: 200 });
  let purges = 0;
  site.at(INVALIDATE, () => ({ body: { invalidated: "all", purged: ++purges < 6 } }));
});

/** What the Worker's last probes saw. */
const probed = (codes: Record<string, number | null>) =>
  site.at(SNAPSHOT, {
    body: { surfaces: Object.entries(codes).map(([id, last_probe_status_code]) => ({ id, last_probe_status_code })) },
  });

async function run(other: { writeToken?: string | undefined; databaseId?: string | null } = {}) {
  const place = {
    url: site.url,
    account,
    databaseId: "db",
    writeToken: "token",
    surfaces: surfaces(),
    spanMs: 20,
    ...other,
  };
  const findings = await settle(place);
  return { findings, of: (what: string) => findings.find((found) => found.what === what) };
}

it("settles each point where the platform is as assumed, and says what it saw", async () => {
  const { findings, of } = await run();
  expect(findings.filter(({ level }) => level !== "ok")).toEqual([]);
  expect(of("refused purge")?.says).toContain('refused: the 6th of 6; answered "purged": false');
  expect(of("database errors")?.says).toBe("of 100 ticks in 7 days 2 had a job that failed, 1 did not end");
  expect(describeSettled(findings)).toContain("Still open: nothing");
});

it("names each assumption that does not hold", async () => {
  database(rows(...TRIGGERS.slice(1)), rows());
  site.at("/", cachedWell("/", { "CF-Cache-Status": "MISS" }, `${PAGE}<script src="/cdn-cgi/scripts/x.js">`));
  site.at(API, cachedWell(API, { Age: "70" }));
  site.at("/ops", {
    headers: { "Content-Type": "text/html" },
    body: `<html><script>self.__next_f.push([1,"a</script>`,
  });
  site.at("/gated", {});
  probed({ app: 522 });
  const { findings, of } = await run();
  expect(of("wrong service token")?.says).toBe("not refused, or not reached: gated 200");
  expect(of("probes take the readers' way")?.says).toBe("app: 522 there, 200 here");
  expect(of("triggers after migrations")?.says).toBe(`missing: ${TRIGGERS[0]?.name}`);
  expect(of("refusal by a trigger")?.level).toBe("failure");
  expect(of("one copy an address")?.says).toContain('"de": MISS');
  expect(of("nothing is injected")?.says).toContain("/cdn-cgi/scripts");
  expect(of("age over two tiers")?.says).toBe("the greatest Age was 70 s");
  expect(of("Next's pages are whole")?.says).toMatch(/^torn: 1, 2/);
  expect(describeSettled(findings)).toMatch(/and not as assumed: one copy an address, age over two tiers, trig/);
});

it("leaves open what it can't see, and says why", async () => {
  site.at(INVALIDATE, { body: { invalidated: "all", purged: true } });
  site.at("/ops", { status: 401 });
  const seen = await run({ databaseId: null });
  expect(seen.of("refused purge")?.says).toContain("no refusal was seen");
  for (const what of ["Next's pages are whole", "triggers after migrations", "refused purge"])
    expect([what, seen.of(what)?.level]).toEqual([what, "warning"]);
  const blind = await run({ writeToken: undefined });
  expect(blind.of("refused purge")?.says).toContain("STATUS_INTERNAL_WRITE_TOKEN");
});

it("docs/platform.md has a row for each check, and names no other", () => {
  const named = [...readDocument("docs/platform.md").matchAll(/`verify`: ([^|;]+?)(?= \||;)/g)].flatMap(
    ([, list = ""]) => list.split(", ").map((name) => name.trim()),
  );
  expect(new Set(named.filter((name) => !name.startsWith("cache of")))).toEqual(new Set(Object.keys(SETTLES)));
});
