import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkCache } from "../../../scripts/deploy/check-cache";
import type { Finding } from "../../../scripts/deploy/finding";
import { type Expected, verifySite } from "../../../scripts/deploy/verify-site";
import { inRoot } from "../../../scripts/root";
import { seedSite } from "../../../scripts/seed";
import { get } from "../../support/http";
import { startServer, type TestServer } from "../../support/server";
import { serverForFile } from "../../support/server-for-file";
import { QUIET } from "../../support/surfaces";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const STAMP = { DEPLOYED_COMMIT: COMMIT, DEPLOYED_AT: "2026-11-20T10:00:00.123Z" };

let surfaceIds: string[];
const { server } = serverForFile({ env: { ...QUIET, ...STAMP } });
beforeAll(async () => {
  surfaceIds = (await seedSite(server.url, server.secrets.STATUS_INTERNAL_WRITE_TOKEN)).map(({ id }) => id);
});

const expected = (other: Partial<Expected> = {}): Expected => ({
  url: server.url,
  commit: COMMIT,
  deployedAt: 0,
  surfaceIds,
  isPublic: true,
  writeToken: server.secrets.STATUS_INTERNAL_WRITE_TOKEN,
  webhook: { secret: server.secrets.FREESCOUT_WEBHOOK_SECRET },
  patience: { withinMs: 0, everyMs: 10 },
  ...other,
});

type Count = { n: number };

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

  it("has an edge cache that works, as the nightly verification judges it", async () => {
    expect((await checkCache(server.url, 0)).map(({ level, says }) => [level, says])).toEqual(
      ["max-age=0", "max-age=60", "max-age=60"].map((life) => [
        "ok",
        expect.stringMatching(`${life}, (HIT|UPDATING)$`),
      ]),
    );
  });

  it("that is what was meant passes; its cron is waited for", async () => {
    const tick = server.tick(Date.now());
    const patience = { withinMs: 20_000, everyMs: 50 };
    expect(levels(await verifySite(expected({ patience, deployedAt: Date.now() - 1_000 })))).toEqual(all);
    await tick;
  });

  it("is not moved by being looked at", async () => {
    const [{ n }] = (await server.sql("SELECT count(*) AS n FROM status_audit_log WHERE actor = 'freescout'")) as [
      Count,
    ];
    const [{ n: tickets }] = (await server.sql("SELECT count(*) AS n FROM freescout_tickets")) as [Count];
    expect([n, tickets]).toEqual([0, 0]);
  });

  it("fails when its last tick is from before the deployment", async () => {
    const findings = await verifySite(expected({ deployedAt: Date.now() + 60_000 }));
    expect(levels(findings)).toEqual({ ...all, heartbeat: "failure" });
  });

  it("fails with the commit that is live, when it is another", async () => {
    const [version] = await verifySite(expected({ commit: COMMIT.replaceAll("0", "f") }));
    expect([version?.level, version?.says]).toEqual([
      "failure",
      `${COMMIT} is live instead of ${COMMIT.replaceAll("0", "f")}`,
    ]);
  });

  it("fails when it refuses what we sign, or our token", async () => {
    const findings = await verifySite(expected({ webhook: { secret: "another" }, writeToken: "another" }));
    expect(levels(findings)).toEqual({ ...all, "signed webhook": "failure", heartbeat: "failure" });
  });

  it("fails when page and API lack a surface, and names it", async () => {
    const [, page, api] = await verifySite(expected({ surfaceIds: [...surfaceIds, "left-out"] }));
    expect([page?.says, api?.says]).toEqual(["misses left-out", "misses left-out"]);
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

describe("a dark site that nobody deployed, with a token in the webhook's path", () => {
  let dark: TestServer;
  beforeAll(async () => {
    const env = { ...QUIET, FLAG_STATUS_PUBLIC_ENDPOINT: "0", FREESCOUT_WEBHOOK_PATH_TOKEN: "in/the path" };
    dark = await startServer({ env });
    await dark.tick(Date.now());
  });
  afterAll(() => dark.stop());

  it("holds in the dark: no page, no API; its deliveries need both factors", async () => {
    const { STATUS_INTERNAL_WRITE_TOKEN: writeToken, FREESCOUT_WEBHOOK_SECRET: secret } = dark.secrets;
    const look = async (webhook: Expected["webhook"]) =>
      levels(await verifySite(expected({ url: dark.url, writeToken, isPublic: false, webhook })));
    expect(await look({ secret, pathToken: "in/the path" })).toEqual({ ...all, version: "failure" });
    expect((await look({ secret }))["signed webhook"]).toBe("failure");
    expect((await look({}))["signed webhook"]).toBe("warning");
  });

  it("says at /api/version that it has no name, and the deployed one says its own; neither is kept", async () => {
    const [unnamed, named] = [await get(dark, "/api/version"), await get(server, "/api/version")];
    expect(unnamed.body).toEqual({ commit: null, deployed_at: null });
    expect(named.body).toEqual({ commit: COMMIT, deployed_at: STAMP.DEPLOYED_AT });
    expect(named.headers.get("Cache-Control")).toBe("no-store");
  });
});

describe("npm run seed", () => {
  /** As npm runs it. */
  async function seed(args: string[], token = "") {
    const env = { ...process.env, STATUS_INTERNAL_WRITE_TOKEN: token };
    const command = ["--import", "tsx", "scripts/seed.ts", ...args];
    return promisify(execFile)("node", command, { cwd: inRoot(), env })
      .then(({ stdout }) => ({ ok: true, said: stdout }))
      .catch(({ stderr }: { stderr: string }) => ({ ok: false, said: stderr }));
  }

  it("says of each surface what became of it, and the second time does nothing", async () => {
    await server.sql("DELETE FROM surface_state WHERE surface_id IN ('docs-raxx-app', 'cloudflare')");
    const token = server.secrets.STATUS_INTERNAL_WRITE_TOKEN;
    const first = await seed(["--worker-url", `${server.url}/`, "--token", token]);
    expect(first.ok, first.said).toBe(true);
    expect(first.said).toMatch(/^ {2}docs-raxx-app +inserted$/m);
    expect(first.said).toMatch(/^ {2}cloudflare +inserted$/m);
    expect(first.said).toMatch(/^ {2}app-raxx-app +existing$/m);
    expect(first.said).toContain("2 inserted, 21 existing");
    const second = await seed(["--worker-url", server.url], token);
    expect(second.said).toContain("0 inserted, 23 existing");
    expect(first.said + second.said).not.toContain(token);
  });

  it("says what is wrong with what it was given, and never the token", async () => {
    const wrong = await seed(["--worker-url", server.url, "--token", "wrong-token"]);
    expect([wrong.ok, wrong.said]).toEqual([false, expect.stringContaining("STATUS_INTERNAL_WRITE_TOKEN")]);
    expect(wrong.said).not.toContain("wrong-token");
    expect((await seed(["--worker-url", server.url])).said).toContain("No token");
  });
});
