import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import { openAccount } from "../../../scripts/deploy/account";
import { JUDGED } from "../../../scripts/deploy/check-cache";
import { reportIssue } from "../../../scripts/deploy/github";
import { requestSite } from "../../../scripts/live-site";
import { verifyLive, type Watched } from "../../../scripts/verify";
import { type FakeServer, startFakeServer } from "../../fakes/server";
import { paths, refusal, result, startCloudflare } from "./cloudflare";
import { cachedWell } from "./live-site";

const COMMIT = "c".repeat(40);
const WORKER = "raxx-status-worker";
const NOW = Date.parse("2026-11-20T03:40:00Z");
const JUDGED_PATHS = Object.keys(JUDGED);

let cloudflare: FakeServer;
let site: FakeServer;
let watched: Watched;
beforeAll(async () => {
  const started = await startCloudflare();
  cloudflare = started.fake;
  site = await startFakeServer();
  watched = { url: site.url, worker: WORKER, account: await openAccount(started.env), now: NOW, pauseMs: 0 };
});
afterAll(() => Promise.all([cloudflare.stop(), site.stop()]));

const deployed = (...versions: string[]) => ({
  created_on: "2026-11-19T10:00:00Z",
  versions: versions.map((version_id) => ({ version_id, percentage: 100 / versions.length })),
});
const versionOf = (commit: string) =>
  result({
    id: "v1",
    resources: {
      bindings: [
        { name: "DB", type: "d1" },
        { name: "DEPLOYED_COMMIT", type: "plain_text", text: commit },
      ],
    },
  });

/** Everything as it should be. */
beforeEach(() => {
  cloudflare.at(paths.deployments(WORKER), result({ deployments: [deployed("v1")] }));
  cloudflare.at(paths.version(WORKER, "v1"), versionOf(COMMIT));
  cloudflare.at(paths.token, result({ id: "t", status: "active", expires_on: "2027-05-28T00:00:00Z" }));
  site.at("/api/version", { body: { commit: COMMIT, deployed_at: "2026-11-19T10:00:00Z" } });
  site.at("/healthz", { body: { status: "ok" } });
  for (const path of JUDGED_PATHS) site.at(path, cachedWell(path));
});

const failed = async () =>
  (await verifyLive(watched)).filter(({ level }) => level === "failure").map(({ what, says }) => `${what}: ${says}`);

describe("the nightly look", () => {
  it("is content with what is as it was meant", async () => {
    expect(await failed()).toEqual([]);
  });

  it("tells of a Worker that was provisioned and never deployed", async () => {
    cloudflare.at(paths.deployments(WORKER), refusal(404, 10007, "This Worker does not exist on your account."));
    site.at("/api/version", { act: "drop" });
    expect(await failed()).toContainEqual(`release: ${WORKER} was never deployed`);
  });

  it("tells of a live commit that is not the newest deployed, of one without a name, and of a split", async () => {
    cloudflare.at(paths.version(WORKER, "v1"), versionOf("d".repeat(40)));
    expect(await failed()).toEqual([`commit: ${COMMIT} is live, but the newest deployment is ${"d".repeat(40)}`]);
    cloudflare.at(paths.version(WORKER, "v1"), result({ resources: { bindings: [] } }));
    site.at("/api/version", { body: { commit: null, deployed_at: null } });
    expect(await failed()).toEqual([
      "commit: an unknown commit is live, but the newest deployment is an unknown commit",
    ]);
    cloudflare.at(paths.deployments(WORKER), result({ deployments: [deployed("v1", "v2")] }));
    expect(await failed()).toEqual(["commit: the traffic is not on one version"]);
  });

  it("tells of a cron that has stopped", async () => {
    site.at("/healthz", { status: 503, body: { status: "stopped" } });
    expect(await failed()).toEqual(["cron: has not run for 3 minutes"]);
  });

  it("tells of a deploy token with 30 days left, not of one with 31, nor of one without an end", async () => {
    cloudflare.at(paths.token, result({ status: "active", expires_on: "2026-12-20T04:00:00Z" }));
    expect(await failed()).toEqual(["deploy token: expires in 30 days, on 2026-12-20T04:00:00Z"]);
    cloudflare.at(paths.token, result({ status: "active", expires_on: "2026-12-21T04:00:00Z" }));
    expect(await failed()).toEqual([]);
    cloudflare.at(paths.token, result({ status: "active" }));
    expect(await failed()).toEqual([]);
    cloudflare.at(paths.token, result({ status: "disabled" }));
    expect(await failed()).toEqual(["deploy token: is disabled"]);
  });

  it("asks the account about a token that is the account's own, which the user's path refuses", async () => {
    cloudflare.at(paths.token, refusal(401, 1000, "Invalid API Token"));
    expect((await failed())[0]).toContain("deploy token: Cloudflare /accounts/acc0/tokens/verify answered 404");
    cloudflare.at(paths.accountToken, result({ status: "active", expires_on: "2026-12-20T04:00:00Z" }));
    expect(await failed()).toEqual(["deploy token: expires in 30 days, on 2026-12-20T04:00:00Z"]);
  });

  it("tells of an edge cache that is silently off, or whose headers the zone has rewritten", async () => {
    const [page = "", badge = ""] = JUDGED_PATHS;
    site.at(page, cachedWell(page, { "CF-Cache-Status": "DYNAMIC", "Cache-Tag": "status" }));
    site.at(badge, cachedWell(badge, { "Cache-Control": "public, max-age=14400" }));
    expect(await failed()).toEqual([
      "cache of /: the second answer's CF-Cache-Status is DYNAMIC; Cache-Tag leave the edge",
      'cache of /badge.svg: Cache-Control is "public, max-age=14400" instead of "public, max-age=60"',
    ]);
  });

  it("counts what it can't see as failed, and looks at the rest", async () => {
    cloudflare.at(paths.token, { status: 500, body: "no" });
    site.at("/api/version", { status: 403, headers: { "cf-mitigated": "challenge" }, body: "<html>" });
    site.at("/", { act: "drop" });
    expect(await failed()).toEqual([
      "commit: /api/version: Cloudflare sent a challenge; turn Bot Fight Mode off for the zone",
      "deploy token: Cloudflare /user/tokens/verify answered 500: no error message",
      expect.stringMatching(/^cache of \/: \/: no response/),
    ]);
  });
});

test("a site that does not answer makes nobody print the webhook's token, plain or encoded", async () => {
  const path = "/api/webhooks/freescout/path-token-SECRET%2F1";
  await expect(requestSite("http://127.0.0.1:9", path)).rejects.toThrow(
    /^\/api\/webhooks\/freescout\/\(its token\): no response/,
  );
});

describe("the issue", () => {
  const REPOSITORY = "/repos/raxx-app/status";
  const report = (hub: FakeServer) =>
    reportIssue({ apiUrl: hub.url, name: "raxx-app/status", token: "gh" }, "  ✗ cron: …");

  it("is opened when none is open, else added to", async () => {
    const open: { number: number }[] = [];
    const hub = await startFakeServer({
      [`${REPOSITORY}/issues`]: ({ method }) => {
        if (method === "POST") open.push({ number: 7 });
        return method === "POST" ? { status: 201, body: { number: 7 } } : { body: open };
      },
      [`${REPOSITORY}/issues/7/comments`]: { status: 201, body: { id: 1 } },
    });
    expect([await report(hub), await report(hub)]).toEqual([7, 7]);
    const posts = hub.asked.filter(({ method }) => method === "POST");
    expect(posts.map(({ path }) => path)).toEqual([`${REPOSITORY}/issues`, `${REPOSITORY}/issues/7/comments`]);
    expect(JSON.parse(posts[0]?.body ?? "")).toMatchObject({
      labels: ["nightly-verify"],
      body: expect.stringContaining("cron"),
    });
    expect(hub.asked[0]?.query.get("labels")).toBe("nightly-verify");
    await hub.stop();
  });

  it("says so when GitHub refuses", async () => {
    const hub = await startFakeServer();
    await expect(report(hub)).rejects.toThrow("GitHub answered 404 to /issues");
    await hub.stop();
  });
});
