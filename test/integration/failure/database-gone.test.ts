import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get, iso, sleep } from "../../support/http";
import type { PublicSurface } from "../../support/operator";
import { serverForFile } from "../../support/server-for-file";
import { QUIET } from "../../support/surfaces";
import { breakDatabase, forget, type Read, readAll, visible } from "./broken";
import { API, BADGES, FEEDS, PAGES, STATUSPAGE, SURFACE, V1 } from "./public-reads";

const MINUTE_MS = 60_000;
const NOTE = "We are looking into slow order pages.";
const RESOLVED = "Charts were slow for a while.";

/** Of when the copy is. */
let takenAt: number;
let live: Read[];
let read: Read[];
let mend: () => Promise<void>;

const of = (path: string, reads = read): Read => reads.find((each) => each.path === path) as Read;

const { server, operator } = serverForFile({ env: QUIET });
beforeAll(async () => {
  await operator.pin(SURFACE, "DEGRADED", { public_note: NOTE });
  await operator.pin("demo-raxx-app", "DOWN");
  await operator.pin("demo-raxx-app", "OPERATIONAL", { public_note: RESOLVED });
  await operator.plan({
    surface_ids: ["docs-raxx-app"],
    starts_at: iso(Date.now() + 3_600_000),
    ends_at: iso(Date.now() + 7_200_000),
  });
  takenAt = Date.now();
  await server.tick(takenAt);
  live = await readAll(server);
  mend = await breakDatabase(server);
  await forget(server);
  read = await readAll(server);
});

describe("with D1 gone, from a fresh copy", () => {
  it("every public read answers 200, soon", () => {
    expect(read.filter(({ status }) => status !== 200).map(({ path, status }) => [path, status])).toEqual([]);
  });

  it("v1 says so, and says of when it is, in its own schema", () => {
    const at = `${iso(takenAt).slice(0, 19)}Z`;
    for (const path of V1) {
      const time = path === `${API}/snapshot` ? { taken_at: takenAt } : { generated_at: at };
      expect([path, of(path).body]).toMatchObject([path, { stale: true, ...time }]);
    }
    const { surfaces, incidents, overall_status } = of(API).body as Record<string, PublicSurface[]>;
    const before = of(API, live).body as Record<string, PublicSurface[]>;
    expect([surfaces, incidents, overall_status]).toEqual([before.surfaces, before.incidents, before.overall_status]);
    expect(JSON.stringify(surfaces)).toContain(NOTE);
  });

  it("the market's clock goes on, and is not stale", async () => {
    const { status, body } = await get<Record<string, string>>(server, `${API}/widgets/market-time`);
    expect(status).toBe(200);
    expect(body.stale).toBeUndefined();
    const { market_time: market } = of(API).body as { market_time: { utc_now: string } };
    expect(Math.abs(Date.now() - Date.parse(market.utc_now))).toBeLessThan(60_000);
  });

  it("pages say of when they are, in their language, without scripts", () => {
    const clock = iso(takenAt).slice(11, 16);
    for (const path of PAGES) {
      const text = of(path)
        .text.replaceAll("<!-- -->", "")
        .replace(/<script[\s\S]*?<\/script>/g, "");
      const title = path.includes("de")
        ? "Diese Seite ist möglicherweise nicht aktuell"
        : path.includes("ja")
          ? "最新ではない可能性があります"
          : "This page may be out of date";
      expect([path, text.includes(title), text.includes(`${clock} UTC`)]).toEqual([path, true, true]);
      expect([path, visible(of(path, live).text).includes(title)]).toEqual([path, false]);
    }
    expect(visible(of("/").text)).toMatch(/Last updated[\s\S]{1,250}UTC<\/time>[\s\S]{1,80}\d+ (?:s|min) ago/);
    expect(of("/").text).toMatch(/<title[^>]*>Last known: /);
    expect(of("/").text).toContain(NOTE);
  });

  it("an incident's page says so too; one that the copy does not hold is not found, and that is not kept", async () => {
    const [incident] = of(`${API}/incidents`).body.incidents as { id: string }[];
    const page = await get(server, `/incidents/${incident?.id}`);
    expect([page.status, visible(page.text).includes("This page may be out of date")]).toEqual([200, true]);
    expect(page.text).toContain(RESOLVED);
    const missing = await get(server, "/incidents/inc_99999");
    expect([missing.status, missing.headers.get("Cache-Control")]).toEqual([404, "no-store"]);
  });

  it("feeds and calendars say what they said", () => {
    for (const path of FEEDS) expect([path, of(path).text]).toEqual([path, of(path, live).text]);
    expect(of("/history.atom").text).toContain(RESOLVED);
  });

  it("badges and the embed show what the copy holds", () => {
    for (const path of [...BADGES, "/embed"]) expect([path, of(path).text]).toEqual([path, of(path, live).text]);
    expect(of(`/badges/${SURFACE}.json`).text).toMatch(/degraded/i);
  });

  it("Statuspage's routes give the copy's instant as the page's", () => {
    for (const path of STATUSPAGE) {
      const { page, ...rest } = of(path).body as { page: { updated_at: string } };
      const { page: _, ...before } = of(path, live).body as { page: object };
      expect([path, page.updated_at]).toEqual([path, iso(takenAt)]);
      expect([path, rest]).toEqual([path, before]);
    }
  });

  it("intervals are no part of the copy: 503, with a time to come back", async () => {
    const answer = await get<{ code: string }>(server, `${API}/uptime?format=csv`);
    expect([answer.status, answer.body.code, answer.headers.get("Retry-After")]).toEqual([503, "unavailable", "5"]);
  });

  it("is kept for seconds only, at the edge and in browsers", () => {
    for (const path of V1) expect([path, of(path).headers.get("Cache-Control")]).toEqual([path, "public, max-age=5"]);
  });

  it("nothing of what is ours shows in any answer", () => {
    for (const { path, text } of read)
      expect([path, /D1_|SQLITE|no such table|\bat \w+ \(/.test(text)]).toEqual([path, false]);
  });
});

describe("recovery", () => {
  it("shows within the seconds that a stale answer is kept", async () => {
    await mend();
    await sleep(5_500);
    for (const { path, status, body, text } of await readAll(server)) {
      expect([path, status, body?.stale]).toEqual([path, 200, undefined]);
      expect([path, visible(text).includes("out of date")]).toEqual([path, false]);
    }
  });

  it("and at once after a write, which purges", async () => {
    mend = await breakDatabase(server);
    await forget(server);
    expect((await get<{ stale?: true }>(server, API)).body.stale).toBe(true);
    await mend();
    await operator.pin(SURFACE, "PARTIAL");
    const { body } = await get<{ stale?: true; surfaces: PublicSurface[] }>(server, API);
    expect(body.stale).toBeUndefined();
    expect(body.surfaces.find(({ id }) => id === SURFACE)?.state).toBe("PARTIAL");
  });
});

describe("with D1 gone, from a copy of over 15 minutes", () => {
  let old: Read[];
  const oldAt = Date.now() - 16 * MINUTE_MS;
  beforeAll(async () => {
    await server.tick(oldAt);
    mend = await breakDatabase(server);
    await forget(server);
    old = await readAll(server);
  });
  afterAll(() => mend());

  it("every surface is UNKNOWN since its instant, and so is the whole; notes and incidents stay", () => {
    const body = of(API, old).body as { surfaces: PublicSurface[]; overall_status: string; incidents: object[] };
    expect(new Set(body.surfaces.map(({ state }) => state))).toEqual(new Set(["UNKNOWN"]));
    expect(body.surfaces).toHaveLength(23);
    expect(body.overall_status).toBe("UNKNOWN");
    expect(body.surfaces.find(({ id }) => id === SURFACE)).toMatchObject({
      state_since: `${iso(oldAt).slice(0, 19)}Z`,
      maintenance_until: null,
      public_note: expect.any(String),
    });
    expect(body.incidents.length).toBeGreaterThan(0);
  });

  it("no page, badge, bar or foreign dialect shows a green", () => {
    expect(old.filter(({ status }) => status !== 200)).toEqual([]);
    expect(of("/", old).text).toContain(`data-state="UNKNOWN" data-surface="${SURFACE}"`);
    expect(of("/", old).text).not.toContain(`data-state="OPERATIONAL" data-surface=`);
    expect(visible(of("/", old).text)).not.toContain("Last known");
    for (const path of BADGES) expect([path, of(path, old).text]).toEqual([path, expect.stringMatching(/unknown/i)]);
    const { components } = of("/api/v2/components.json", old).body as { components: { status: string }[] };
    expect(components.filter(({ status }) => status === "operational")).toEqual([]);
  });
});
