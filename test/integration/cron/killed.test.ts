import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { PARTNERS } from "../../fakes/partners";
import { startFakeServer } from "../../fakes/server";
import { get, iso, sleep } from "../../support/http";
import { killServer } from "../../support/kill-server";
import { operatorOf } from "../../support/operator";
import { expectUnbrokenChain } from "../../support/records";
import { startServer } from "../../support/server";
import { entry } from "../../support/surfaces";
import { jobsOf, minutesOf, probesOf } from "./minutes";

const FEED = "api/v2/summary.json";
const dataDir = mkdtempSync(join(tmpdir(), "raxx-killed-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

it("a tick that is killed half-way loses nothing that it had stored, and the next one goes on from there", async () => {
  const fake = await startFakeServer({ "/fast": {}, "/slow": {} });
  fake.at(`/${FEED}`, PARTNERS.statuspage?.answers("OPERATIONAL", Date.now())[FEED] ?? {});
  const feed = { kind: "statuspage" as const, url: `${fake.url}/${FEED}` };
  const start = () =>
    startServer({
      dataDir,
      registry: [
        entry("fast", "probed", { probe_url: `${fake.url}/fast` }),
        entry("slow", "probed", { probe_url: `${fake.url}/slow` }),
        entry("cloud", "upstream", { partner_feed: feed }),
      ],
      env: { FLAG_STATUS_PROBER: "1", FLAG_STATUS_3P_POLLER: "1", PROBE_RETRY_MS: "1" },
    });
  let server = await start();
  const minutes = minutesOf(server);
  await minutes.pass(2);
  const finishedAt = minutes.now();
  fake.at("/slow", { act: "hang" });
  const killedAt = finishedAt + 60_000;
  const dying = server.tick(killedAt).catch(() => "killed");
  while ((await probesOf(server, "fast")).length < 3) await sleep(20);
  await killServer(server);
  expect(await dying).toBe("killed");

  server = await start();
  expect((await probesOf(server, "fast")).map(({ checked_at }) => checked_at)).toContain(iso(killedAt));
  expect((await probesOf(server, "slow")).map(({ checked_at }) => checked_at)).not.toContain(iso(killedAt));
  expect((await operatorOf(server).stored("fast")).state).toBe("OPERATIONAL");
  const [row] = await server.sql("SELECT * FROM cron_runs WHERE scheduled_at = ?", iso(killedAt));
  expect(row).toMatchObject({ finished_at: null, jobs: null });
  expect((await get(server, "/healthz")).status).toBe(200);

  fake.at("/slow", {});
  await server.tick(killedAt);
  expect((await jobsOf(server, killedAt)).prober).toMatchObject({ ok: true, succeeded: 2 });
  for (const id of ["fast", "slow"]) expect(await probesOf(server, id)).toHaveLength(3);
  const states = await Promise.all(["fast", "slow", "cloud"].map((id) => operatorOf(server).stored(id)));
  expect(states.map(({ state }) => state)).toEqual(Array(3).fill("OPERATIONAL"));
  for (const id of ["fast", "slow", "cloud"]) await expectUnbrokenChain(server, id);
  await server.stop();
  await fake.stop();
});
