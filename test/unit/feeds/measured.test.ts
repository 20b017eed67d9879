import { expect, test } from "vitest";
import { feedUpdatedAt } from "@/lib/output/feeds/channel";
import { renderAtom, renderJsonFeed, renderRss } from "@/lib/output/feeds/feeds";
import type { MeasuredOutage } from "@/lib/output/measured";
import { readXml } from "./parse";
import { history, outage as reported, utc } from "./story";

const ended: MeasuredOutage = {
  ...{ surfaceId: "app", surfaceName: "Raxx App & <more>", state: "DOWN", source: "prober" },
  ...{ from: utc("2026-11-17T13:05:10"), to: utc("2026-11-17T14:40:00"), changedAt: utc("2026-11-17T14:40:12") },
};
const lasting: MeasuredOutage = { ...ended, state: "PARTIAL", to: null, changedAt: utc("2026-11-17T13:05:12") };
const ID = "measured/app/2026-11-17T13:05:10Z";

const atom = (measured: MeasuredOutage, now = utc("2026-11-17T15:00:00")) =>
  readXml(renderAtom(history({ measured: [measured], now }))).feed.entry?.[0];

test("an outage that lasts is an entry of its own kind, which its end revises in place", () => {
  expect(atom(lasting)).toEqual({
    id: `tag:status.raxx.app,2026:${ID}`,
    title: { "@type": "html", "#text": "Raxx App &amp; &lt;more&gt;: Partial outage (measured)" },
    link: { "@href": "https://status.raxx.app/surfaces/app#measured" },
    published: "2026-11-17T13:05:10.000Z",
    updated: "2026-11-17T13:10:10.000Z",
    category: [
      { "@term": "app", "@label": "Raxx App & ‹more>" },
      { "@term": "measured", "@label": "measured" },
    ],
    content: {
      "@type": "html",
      "#text":
        "<p><small>17 Nov 2026 13:05 UTC</small><br><strong>Measured: Raxx App &amp; &lt;more&gt; has been partly down since 17 Nov 2026 13:05 UTC</strong></p>",
    },
  });
  const [item] = JSON.parse(renderJsonFeed(history({ measured: [ended] }))).items;
  expect(item).toMatchObject({
    id: `tag:status.raxx.app,2026:${ID}`,
    title: "Raxx App & <more>: Service disruption (measured)",
    date_published: "2026-11-17T13:05:10Z",
    date_modified: "2026-11-17T14:40:12Z",
    tags: ["Raxx App & <more>", "measured"],
  });
  expect(item.content_html).toContain("was down from 17 Nov 2026 13:05 UTC to 17 Nov 2026 14:40 UTC");
});

test("RSS has an item when it begins and one when it ends, each under a guid that stays, among incidents by time", () => {
  const guids = (measured: MeasuredOutage) =>
    readXml(renderRss(history({ measured: [measured], incidents: [reported] }))).rss.channel.item.map(
      ({ guid }: { guid: { "#text": string } }) => guid["#text"],
    );
  expect(guids(lasting)).toEqual(["inc_00421#3", "inc_00421#2", "inc_00421#1", ID]);
  const end = `${ID}#2026-11-17T14:40:00Z`;
  expect(guids(ended)).toEqual(["inc_00421#3", end, "inc_00421#2", "inc_00421#1", ID]);
});

test("is in a feed from its fifth minute on, and the feed is then as new as that", () => {
  const now = lasting.from + 5 * 60_000;
  expect(atom(lasting, now - 1)).toBeUndefined();
  expect(atom(lasting, now)).toBeDefined();
  expect(feedUpdatedAt("history.atom", history({ measured: [lasting], now }))).toBe(now);
  expect(feedUpdatedAt("history.atom", history({ measured: [lasting], now: now - 1 }))).toBeUndefined();
  expect(feedUpdatedAt("maintenance.ics", history({ measured: [lasting], now }))).toBeUndefined();
});

test("is in its surface's feeds alone", () => {
  const ids = (surfaceId: string) => JSON.parse(renderJsonFeed(history({ measured: [ended] }), surfaceId)).items.length;
  expect([ids("app"), ids("api")]).toEqual([1, 0]);
});
