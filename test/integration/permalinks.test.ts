import { beforeAll, describe, expect, it } from "vitest";
import { get, iso, sleep } from "../support/http";
import { operatorOf } from "../support/operator";
import { startServer } from "../support/server";
import { serverForFile } from "../support/server-for-file";
import { QUIET } from "../support/surfaces";

const DAY_MS = 86_400_000;
const COLUMNS = "incident_key, surface_id, opened_at, resolved_at, public_note, severity, created_at, updated_at, id";

const { server } = serverForFile({ env: QUIET });
beforeAll(async () => {
  await tell("status_incidents", { id: 41, daysAgo: 20, note: "Lately." });
  await tell("status_incidents_archive", { id: 12, daysAgo: 200, note: "Half a year ago." });
  await tell("status_incidents_archive", { id: 3, daysAgo: 800, note: "Long ago." });
});

type Past = { id: number; daysAgo: number; note: string };

async function tell(table: string, { id, daysAgo, note }: Past): Promise<void> {
  const opened = Date.now() - daysAgo * DAY_MS;
  const times = [iso(opened), iso(opened + 3_600_000)];
  await server.sql(
    `INSERT INTO ${table} (${COLUMNS}) VALUES (?, 'api-service', ?, ?, ?, 'down', ?, ?, ?)`,
    ...[`past-${id}`, ...times, note, ...times, id],
  );
}

describe("an incident's address", () => {
  it.each([
    [41, "Lately."],
    [12, "Half a year ago."],
    [3, "Long ago."],
  ])("inc %d answers however long ago it was", async (id, note) => {
    const { status, text } = await get(server, `/incidents/inc_${String(id).padStart(5, "0")}`);
    expect(status).toBe(200);
    expect(text).toContain(note);
  });

  it("of none is 404, in the language of the address in the page's own HTML, and kept nowhere", async () => {
    for (const path of ["/incidents/inc_99999", "/incidents/abc", "/surfaces/nope", "/nope"]) {
      const { status, text, headers } = await get(server, `/de${path}`);
      expect([path, status, headers.get("Cache-Control")]).toEqual([path, 404, "no-store"]);
      expect(text).toContain('<html lang="de"');
      expect(text).toMatch(/<h1[^>]*>Diese Seite gibt es nicht<\/h1>/);
    }
  });
});

describe("the history", () => {
  it("leads month by month to the first incident there was", async () => {
    const seen: string[] = [];
    let path: string | undefined = "/history";
    for (let part = 0; path !== undefined && part < 6; part++) {
      const { text }: { text: string } = await get(server, path);
      seen.push(...["Lately.", "Half a year ago.", "Long ago."].filter((note) => text.includes(note)));
      path = /href="(\/history\?before=\d{4}-\d{2})"[^>]*rel="next"|rel="next"[^>]*href="(\/history\?before=[^"]+)"/
        .exec(text)
        ?.slice(1)
        .find(Boolean);
    }
    expect(path).toBeUndefined();
    expect(seen).toEqual(["Lately.", "Half a year ago.", "Long ago."]);
  });

  it("redirects from a month that is none to its newest part", async () => {
    for (const before of ["2026-13", "soon", "", "2026-01-01", "9999-01"])
      expect((await get(server, `/history?before=${before}`)).headers.get("Location")).toBe("/history");
  });

  it("redirects from a month to come, and from one before which nothing happened, and keeps no copy of them", async () => {
    const month = (daysAgo: number) => iso(Date.now() - daysAgo * DAY_MS).slice(0, 7);
    for (const [before, known] of [
      [month(-40), false],
      ["2099-01", false],
      [month(0), true],
      [month(500), true],
      [month(840), false],
      ["2001-02", false],
    ]) {
      const { status, headers } = await get(server, `/de/history?before=${before}`);
      expect([before, status, headers.get("Location")]).toEqual(
        known ? [before, 200, null] : [before, 308, "/de/history"],
      );
      if (!known) expect(headers.get("Cache-Control")).toBe("no-store");
    }
  });
});

describe("a feed that nobody has written to", () => {
  const FEEDS = ["/history.atom", "/history.rss", "/feed.json", "/maintenance.ics", "/badge.svg", "/api/openapi.json"];

  it("has the same tag and the same bytes in another minute, from another process", async () => {
    const later = await startServer({ env: QUIET });
    for (const path of ["/maintenance.ics", "/badge.svg", "/api/openapi.json"]) {
      const [here, there] = [await get(server, path), await get(later, path)];
      expect([path, there.headers.get("ETag")]).toEqual([path, here.headers.get("ETag")]);
    }
    await later.stop();
  });

  it("is not sent again to a reader who has it, by its tag or by its date", async () => {
    await operatorOf(server).pin("api-service", "DOWN");
    await sleep(1100); // within the second of a change it has no date
    for (const path of FEEDS) {
      const etag = (await get(server, path)).headers.get("ETag") ?? "";
      expect(etag).not.toContain("-");
      expect([path, (await get(server, path, { "If-None-Match": etag })).status]).toEqual([path, 304]);
    }
    for (const path of FEEDS.slice(0, 3)) {
      const modified = (await get(server, path)).headers.get("Last-Modified") ?? "";
      expect(Date.parse(modified)).toBeLessThanOrEqual(Date.now());
      expect([path, (await get(server, path, { "If-Modified-Since": modified })).status]).toEqual([path, 304]);
      const before = new Date(Date.parse(modified) - 1000).toUTCString();
      expect([path, (await get(server, path, { "If-Modified-Since": before })).status]).toEqual([path, 200]);
    }
  });

  it("has no date in the second of a change, since it may change again before that is over", async () => {
    for (let tries = 0; tries < 20; tries++) {
      await sleep(1000 - (Date.now() % 1000));
      await operatorOf(server).pin("api-service", "PARTIAL", { public_note: `Update ${tries}.` });
      const { headers, text } = await get(server, "/history.atom");
      expect(text).toContain(`Update ${tries}.`);
      const built = Math.floor(Date.parse(headers.get("Date") ?? "") / 1000);
      const changed = Math.floor(Date.parse(/<updated>([^<]+)/.exec(text)?.[1] ?? "") / 1000);
      if (built > changed) continue; // a slow machine: try again
      expect(headers.get("Last-Modified")).toBeNull();
      return;
    }
    expect.unreachable("never within a second");
  });
});
