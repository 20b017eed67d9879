import { XMLParser, XMLValidator } from "fast-xml-parser";
import ICAL from "ical.js";
import { Statuspage } from "statuspage.io";
import { beforeAll, describe, expect, it } from "vitest";
import { get, iso, type Problem, post, request } from "../support/http";
import { operatorOf } from "../support/operator";
import { serverForFile } from "../support/server-for-file";

let windowId: string;

const write = (body: object) => post(server, "/api/internal/status/update-surface", body, operatorOf(server).token);
const pin = (state: string, note: string | null) =>
  write({ surface_id: "app-raxx-app", state, state_source: "manual", actor: "ops", public_note: note });

const { server } = serverForFile();
beforeAll(async () => {
  await pin("DOWN", "Orders fail <b>for</b> everyone & we look into it.");
  await pin("OPERATIONAL", "Orders work again.");
  await pin("DEGRADED", "Login is slow. ログインが遅い。");
  const planned = await post<{ id: string }>(
    server,
    "/api/internal/status/maintenance",
    { surface_ids: ["docs-raxx-app"], starts_at: iso(Date.now() + 3_600_000), ends_at: iso(Date.now() + 7_200_000) },
    operatorOf(server).token,
  );
  windowId = planned.body.id;
});

describe("feeds", () => {
  it.each([
    ["/history.atom", "application/atom+xml; charset=utf-8"],
    ["/history.rss", "application/rss+xml; charset=utf-8"],
    ["/surfaces/app-raxx-app/history.atom", "application/atom+xml; charset=utf-8"],
    ["/surfaces/app-raxx-app/history.rss", "application/rss+xml; charset=utf-8"],
  ])("%s is well-formed, for any site, and answers 304", async (path, type) => {
    const { status, headers, text } = await get(server, path);
    expect([status, headers.get("Content-Type")]).toEqual([200, type]);
    expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
    expect(XMLValidator.validate(text)).toBe(true);
    const again = await get(server, path, { "If-None-Match": headers.get("ETag") ?? "" });
    expect(again.status).toBe(304);
  });

  it("Atom has one entry an incident and a plan, the newest first, revised in place", async () => {
    const { text } = await get(server, "/history.atom");
    const entries = new XMLParser({ isArray: (name) => name === "entry" }).parse(text).feed.entry;
    expect(entries.map((entry: { id: string }) => entry.id)).toEqual([
      `tag:status.raxx.app,2026:window/${windowId}`,
      "tag:status.raxx.app,2026:incident/inc_00002",
      "tag:status.raxx.app,2026:incident/inc_00001",
    ]);
    expect(text).not.toContain("<b>for</b>");
  });

  it("RSS has one item an update and a plan", async () => {
    const { text } = await get(server, "/history.rss");
    const items = new XMLParser({ isArray: (name) => name === "item" }).parse(text).rss.channel.item;
    expect(items.map((item: { guid: string }) => item.guid)).toEqual([
      ...[`${windowId}#0`, "inc_00002#1", "inc_00001#2", "inc_00001#1"],
    ]);
  });

  it("JSON Feed names its version and each incident's page", async () => {
    const { body, headers } = await get<{ version: string; items: { url: string }[] }>(server, "/feed.json");
    expect(headers.get("Content-Type")).toBe("application/feed+json; charset=utf-8");
    expect(body.version).toBe("https://jsonfeed.org/version/1.1");
    expect(body.items.map(({ url }) => url)).toEqual([
      "https://status.raxx.app/surfaces/docs-raxx-app",
      "https://status.raxx.app/incidents/inc_00002",
      "https://status.raxx.app/incidents/inc_00001",
    ]);
  });

  it("another surface's feed is empty, an unknown surface's is 404", async () => {
    const { body } = await get<{ items: unknown[] }>(server, "/surfaces/cloudflare/feed.json");
    expect(body.items).toEqual([]);
    const unknown = await get<Problem>(server, "/surfaces/nope/feed.json");
    expect([unknown.status, unknown.body.code]).toEqual([404, "unknown_surface"]);
  });

  it("the calendar keeps a cancelled window, with a higher sequence", async () => {
    const event = async () => {
      const { text } = await get(server, "/maintenance.ics");
      expect(Math.max(...text.split("\r\n").map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
      const [first] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
      return (name: string) => String(first?.getFirstPropertyValue(name));
    };
    const planned = await event();
    expect([planned("uid"), planned("status"), planned("sequence")]).toEqual([
      `${windowId}@status.raxx.app`,
      "CONFIRMED",
      "0",
    ]);
    const { token } = operatorOf(server);
    await request(server, `/api/internal/status/maintenance/${windowId}`, { method: "DELETE", headers: token });
    const cancelled = await event();
    expect([cancelled("uid"), cancelled("status"), cancelled("sequence")]).toEqual([
      `${windowId}@status.raxx.app`,
      "CANCELLED",
      "1",
    ]);
  });
});

describe("the Statuspage v2 API", () => {
  it("is read by a client that knows only Statuspage", async () => {
    const client = new Statuspage("raxx");
    client.setApiUrl(server.url);
    const summary = await client.api.getSummary();
    expect(summary.status).toEqual({ indicator: "minor", description: "Partially Degraded Service" });
    expect((await client.api.getStatus()).page.url).toBe("https://status.raxx.app");
    const { components } = await client.api.getComponents();
    expect(components.filter(({ group }) => !group)).toHaveLength(23);
    const { incidents } = await client.api.incidents.getAll();
    expect(incidents.map(({ name, status, impact }) => [name, status, impact])).toEqual([
      ["Login is slow", "investigating", "minor"],
      ["Orders fail <b>for</b> everyone & we look into it", "resolved", "critical"],
    ]);
    expect((await client.api.incidents.getUnresolved()).incidents).toHaveLength(1);
  });

  it.each(["", "/upcoming", "/active"])("serves scheduled-maintenances%s.json", async (part) => {
    const { status, body, headers } = await get<{ scheduled_maintenances: unknown[] }>(
      server,
      `/api/v2/scheduled-maintenances${part}.json`,
    );
    expect([status, headers.get("Access-Control-Allow-Origin")]).toEqual([200, "*"]);
    expect(Array.isArray(body.scheduled_maintenances)).toBe(true);
  });

  it("answers 404 in JSON elsewhere", async () => {
    const { status, body } = await get<Problem>(server, "/api/v2/nope.json");
    expect([status, body.code]).toEqual([404, "not_found"]);
  });
});

describe("a document for other sites", () => {
  const PATHS = [
    "/badge.svg",
    "/badge.json",
    "/badges/app-raxx-app.svg",
    "/feed.json",
    "/history.rss",
    "/maintenance.ics",
  ];
  const QUERIES = ["", "/", "?v=2", "?utm_source=x&_=17", "?label=Raxx%20App", "?label=a(b)&label=c", "?%00=%ff"];

  it.each([...PATHS, "/api/v2/summary.json", "/embed", "/surfaces/app-raxx-app/history.atom"])(
    "%s answers under any query, and where its address ends with a slash, by itself and to any site",
    async (path) => {
      for (const query of QUERIES) {
        const { status, headers } = await get(server, `${path}${query}`, { Origin: "https://elsewhere.example" });
        const allowed = ["Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy"].map((it) => headers.get(it));
        expect([query, status, ...allowed]).toEqual([query, 200, "*", "cross-origin"]);
      }
    },
  );
});

describe("badges", () => {
  it("show the state as a picture and for shields.io", async () => {
    const svg = await get(server, "/badges/app-raxx-app.svg?label=App");
    expect(svg.headers.get("Content-Type")).toBe("image/svg+xml; charset=utf-8");
    expect(XMLValidator.validate(svg.text)).toBe(true);
    expect(svg.text).toContain("App: Degraded performance");
    const { body } = await get<{ schemaVersion: number; message: string }>(server, "/badge.json");
    expect([body.schemaVersion, body.message]).toEqual([1, "Degraded performance"]);
    expect((await get(server, "/badges/nope.svg")).status).toBe(404);
  });

  it("follow a write at once", async () => {
    await pin("PARTIAL", null);
    expect((await get(server, "/badges/app-raxx-app.svg")).text).toContain("Partial outage");
  });
});

describe("the numbers behind the bars", () => {
  type Uptime = {
    surfaces: { id: string; uptime_90_days: number | null; days: { date: string; worst: string; minutes: object }[] }[];
  };

  it("are 90 days a surface, today's from the log, the rest without data", async () => {
    const { body, headers } = await get<Uptime>(server, "/api/status/public/uptime?days=90");
    expect(headers.get("Access-Control-Allow-Origin")).toBe("https://status.raxx.app");
    expect(body.surfaces).toHaveLength(23);
    const app = body.surfaces.find(({ id }) => id === "app-raxx-app");
    expect(app?.days).toHaveLength(90);
    expect(app?.days[0]).toMatchObject({ worst: "NO_DATA", minutes: { NO_DATA: 1440 } });
    expect(app?.days.at(-1)).toMatchObject({ date: iso(Date.now()).slice(0, 10), worst: "DOWN" });
    expect(app?.uptime_90_days).toBeLessThan(100);
  });

  it("come as CSV too, one row an interval", async () => {
    const { text, headers } = await get(server, "/api/status/public/uptime?format=csv&days=1");
    expect(headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    const rows = text.split("\r\n");
    expect(rows[0]).toBe("surface_id,display_name,state,from,to,minutes");
    expect(rows.filter((row) => row.startsWith("app-raxx-app,Raxx App,")).map((row) => row.split(",")[2])).toContain(
      "DEGRADED",
    );
  });

  it("refuse another span", async () => {
    const { status, body } = await get<Problem>(server, "/api/status/public/uptime?days=91");
    expect([status, body.code, body.issues?.[0]?.path]).toEqual([422, "invalid_request", "days"]);
  });
});

it("measured outages are served to the site's own scripts, revalidated, and refuse another span", async () => {
  const path = "/api/status/public/outages?days=90";
  const { status, headers, body } = await get<{ outages: unknown[] }>(server, path);
  expect([status, Array.isArray(body.outages)]).toEqual([200, true]);
  expect(headers.get("Access-Control-Allow-Origin")).toBe("https://status.raxx.app");
  expect((await get(server, path, { "If-None-Match": headers.get("ETag") ?? "" })).status).toBe(304);
  const methods = ["HEAD", "OPTIONS", "POST"].map(async (method) => (await request(server, path, { method })).status);
  expect(await Promise.all(methods)).toEqual([200, 204, 405]);
  const refused = await get<Problem>(server, "/api/status/public/outages?days=91");
  expect([refused.status, refused.body.issues?.[0]?.path]).toEqual([422, "days"]);
});

it("the embed's script is served for other sites", async () => {
  const { status, headers, text } = await get(server, "/embed.js");
  expect([status, headers.get("Cross-Origin-Resource-Policy")]).toEqual([200, "cross-origin"]);
  expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
  expect(Buffer.byteLength(text)).toBeLessThan(3072);
});
