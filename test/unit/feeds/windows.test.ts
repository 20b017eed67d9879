import { expect, test } from "vitest";
import { renderAtom, renderJsonFeed, renderRss } from "@/lib/output/feeds/feeds";
import { readXml } from "./parse";
import { history, incident, utc, window } from "./story";

const NOTE = "Backups pause <shortly>.";
const planned = window({ surfaceIds: ["app", "api"], surfaceNames: ["Raxx App", "API"], note: NOTE });
const PLAN = "20 Nov 2026 02:00 UTC – 20 Nov 2026 03:30 UTC";
const NOTED = ' – <span dir="auto">Backups pause &lt;shortly&gt;.</span>';

type Item = { title: string; guid: { "#text": string }; pubDate: string; description: string; category: string[] };
const rssOf = (...windows: ReturnType<typeof window>[]): Item[] =>
  readXml(renderRss(history({ windows }))).rss.channel.item ?? [];

test("planned maintenance is an entry of Atom and JSON Feed, revised in place", () => {
  const { feed } = readXml(renderAtom(history({ incidents: [incident()], windows: [planned] })));
  expect(feed.entry).toHaveLength(2);
  expect(feed.entry[1]).toEqual({
    id: "tag:status.raxx.app,2026:window/mw_7",
    title: { "@type": "html", "#text": "Raxx App, API: Scheduled maintenance (planned)" },
    link: { "@href": "https://status.raxx.app/surfaces/app" },
    published: "2026-11-10T08:00:00.000Z",
    updated: "2026-11-10T08:00:00.000Z",
    category: [
      { "@term": "app", "@label": "Raxx App" },
      { "@term": "api", "@label": "API" },
    ],
    content: {
      "@type": "html",
      "#text": `<p><small>10 Nov 2026 08:00 UTC</small><br><strong>Planned: ${PLAN}</strong>${NOTED}</p>`,
    },
  });
  const moved = { ...planned, sequence: 2, updatedAt: utc("2026-11-12T10:00:00") };
  const { items } = JSON.parse(renderJsonFeed(history({ windows: [moved] })));
  expect(items).toEqual([
    expect.objectContaining({
      id: "tag:status.raxx.app,2026:window/mw_7",
      title: "Raxx App, API: Scheduled maintenance (changed)",
      date_published: "2026-11-10T08:00:00Z",
      date_modified: "2026-11-12T10:00:00Z",
      tags: ["Raxx App", "API"],
    }),
  ]);
});

test("each plan of a window is an RSS item of its own: planned, changed, cancelled", () => {
  const at = utc("2026-11-12T10:00:00");
  const items = [
    planned,
    { ...planned, sequence: 1, updatedAt: at },
    { ...planned, sequence: 2, phase: "cancelled" as const },
  ];
  expect(items.flatMap((it) => rssOf(it)).map(({ title, guid }) => [guid["#text"], title])).toEqual([
    ["mw_7#0", "Raxx App, API: Scheduled maintenance (planned)"],
    ["mw_7#1", "Raxx App, API: Scheduled maintenance (changed)"],
    ["mw_7#2", "Raxx App, API: Scheduled maintenance (cancelled)"],
  ]);
  expect(rssOf({ ...planned, sequence: 1, updatedAt: at })).toEqual([
    expect.objectContaining({
      pubDate: "Thu, 12 Nov 2026 10:00:00 GMT",
      description: `<p><small>12 Nov 2026 10:00 UTC</small><br><strong>Changed: ${PLAN}</strong>${NOTED}</p>`,
      category: ["Raxx App", "API"],
    }),
  ]);
});

test.each(["running", "ended"] as const)("a window that is %s is left to its incidents", (phase) => {
  expect(rssOf(window({ phase }))).toEqual([]);
});

test("one whose start no write has stored yet, and that so has no incident, is still announced", () => {
  for (const phase of ["running", "ended"] as const)
    expect(rssOf(window({ phase, isUnwritten: true }))).toHaveLength(1);
});

test("a surface's feeds hold the plans that touch it", () => {
  const windows = [planned, window({ id: "mw_8" })];
  const ids = (surfaceId: string) =>
    JSON.parse(renderJsonFeed(history({ windows }), surfaceId)).items.map(({ id }: { id: string }) => id.slice(-4));
  expect([ids("app"), ids("api"), ids("console")]).toEqual([["mw_7", "mw_8"], ["mw_7"], []]);
});

test("one that runs is announced anew when its plan changes, and not by a change from before its start", () => {
  const running = {
    phase: "running" as const,
    startsAt: utc("2026-11-17T14:00:00"),
    endsAt: utc("2026-11-17T18:00:00"),
  };
  const prolonged = window({ ...running, sequence: 1, updatedAt: utc("2026-11-17T14:50:00") });
  const [item] = readXml(renderRss(history({ windows: [prolonged] }))).rss.channel.item;
  expect(item.title).toBe("Raxx App: Scheduled maintenance (changed)");
  expect(item.description).toContain("Changed: 17 Nov 2026 14:00 UTC – 17 Nov 2026 18:00 UTC");
  const before = window({ ...running, sequence: 1, updatedAt: utc("2026-11-16T09:00:00") });
  expect(renderRss(history({ windows: [before] }))).not.toContain("<item>");
});
