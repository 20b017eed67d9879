import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Finding } from "../../../scripts/deploy/finding";
import { type Expected, verifySite } from "../../../scripts/deploy/verify-site";
import { seedSite } from "../../../scripts/seed-site";
import { get } from "../../support/http";
import { startServer, type TestServer } from "../../support/server";
import { QUIET } from "../../support/surfaces";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const STAMP = { DEPLOYED_COMMIT: COMMIT, DEPLOYED_AT: "2026-11-20T10:00:00.123Z" };

let server: TestServer;
let surfaceIds: string[];
beforeAll(async () => {
  server = await startServer({ env: { ...QUIET, ...STAMP } });
  surfaceIds = (await seedSite(server.url, server.secrets.STATUS_INTERNAL_WRITE_TOKEN)).map(({ id }) => id);
});
afterAll(() => server.stop());

const expected = (other: Partial<Expected> = {}): Expected => ({
  url: server.url,
  commit: COMMIT,
  deployedAt: 0,
  surfaceIds,
  isPublic: true,
  writeToken: server.secrets.STATUS_INTERNAL_WRITE_TOKEN,
  webhook: { secret: server.secrets.FREESCOUT_WEBHOOK_SECRET },
  patience: { versionMs: 0, heartbeatMs: 0, everyMs: 10 },
  ...other,
});

const levels = (findings: Finding[]) => Object.fromEntries(findings.map(({ what, level }) => [what, level]));
const all = {
  version: "ok",
  page: "ok",
  "public API": "ok",
  "signed webhook": "ok",
  "forged webhook": "ok",
  heartbeat: "ok",
};

describe("a live site", () => {
  it("whose cron has never run fails, and nothing else about it does", async () => {
    const findings = await verifySite(expected());
    expect(levels(findings)).toEqual({ ...all, heartbeat: "failure" });
    expect(findings.at(-1)?.says).toBe("the cron has never run");
  });

  it("that is what was meant passes; its cron is waited for", async () => {
    const tick = server.tick(Date.now());
    const patience = { versionMs: 0, heartbeatMs: 20_000, everyMs: 50 };
    expect(levels(await verifySite(expected({ patience, deployedAt: Date.now() - 1_000 })))).toEqual(all);
    await tick;
  });

  it("is not moved by being looked at", async () => {
    const [{ n }] = (await server.sql("SELECT count(*) AS n FROM status_audit_log")) as [{ n: number }];
    const [{ t }] = (await server.sql("SELECT count(*) AS t FROM freescout_tickets")) as [{ t: number }];
    expect([n, t]).toEqual([0, 0]);
  });

  it("fails when its last tick is from before the deployment", async () => {
    const findings = await verifySite(expected({ deployedAt: Date.now() + 60_000 }));
    expect(levels(findings)).toEqual({ ...all, heartbeat: "failure" });
  });

  it("fails with the commit that is live, when it is another", async () => {
    const [version] = await verifySite(expected({ commit: COMMIT.replaceAll("0", "f") }));
    expect([version?.level, version?.says]).toEqual([
      "failure",
      `${COMMIT} is live, and not ${COMMIT.replaceAll("0", "f")}`,
    ]);
  });

  it("fails when it refuses what we sign, or our token", async () => {
    const findings = await verifySite(expected({ webhook: { secret: "another" }, writeToken: "another" }));
    expect(levels(findings)).toEqual({ ...all, "signed webhook": "failure", heartbeat: "failure" });
  });

  it("fails when page and API lack a surface, and names it", async () => {
    const [, page, api] = await verifySite(expected({ surfaceIds: [...surfaceIds, "left-out"] }));
    expect([page?.says, api?.says]).toEqual(["lacks left-out", "lacks left-out"]);
  });

  it("fails when it is public and should be dark", async () => {
    const [, page, api] = await verifySite(expected({ isPublic: false }));
    expect([page?.level, api?.level]).toEqual(["failure", "failure"]);
  });

  it("fails in every way when nobody answers", async () => {
    const findings = await verifySite(expected({ url: "http://127.0.0.1:9" }));
    expect(new Set(findings.map(({ level }) => level))).toEqual(new Set(["failure"]));
  });
});

describe("a dark site, with a path token and without a desk", () => {
  it("passes in the dark: no page, no API, a version all the same", async () => {
    const env = { ...QUIET, ...STAMP, FLAG_STATUS_PUBLIC_ENDPOINT: "0", FREESCOUT_WEBHOOK_PATH_TOKEN: "in/the path" };
    const dark = await startServer({ env });
    await dark.tick(Date.now());
    const { STATUS_INTERNAL_WRITE_TOKEN: writeToken, FREESCOUT_WEBHOOK_SECRET: secret } = dark.secrets;
    const asked = { url: dark.url, writeToken, isPublic: false };
    expect(levels(await verifySite(expected({ ...asked, webhook: { secret, pathToken: "in/the path" } })))).toEqual(
      all,
    );
    expect(levels(await verifySite(expected({ ...asked, webhook: { secret } })))["signed webhook"]).toBe("failure");
    expect(levels(await verifySite(expected({ ...asked, webhook: {} })))["signed webhook"]).toBe("warning");
    await dark.stop();
  });
});

describe("/api/version", () => {
  it("says the commit and when, is never kept, and is null where nobody deployed", async () => {
    const { body, headers } = await get(server, "/api/version");
    expect(body).toEqual({ commit: COMMIT, deployed_at: STAMP.DEPLOYED_AT });
    expect(headers.get("Cache-Control")).toBe("no-store");
    const local = await startServer({ env: QUIET });
    expect((await get(local, "/api/version")).body).toEqual({ commit: null, deployed_at: null });
    await local.stop();
  });
});
