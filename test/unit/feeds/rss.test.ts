import { expect, test } from "vitest";
import { renderRss } from "@/lib/output/feeds/feeds";
import { readXml } from "./parse";
import { history, incident, story, utc, word } from "./story";

const guids = (text: string): string[] =>
  (readXml(text).rss.channel.item ?? []).map((item: { guid: { "#text": string } }) => item.guid["#text"]);

test("the channel says what it is and where it lives", () => {
  const { rss } = readXml(renderRss(story));
  expect(rss["@version"]).toBe("2.0");
  expect(rss["@xmlns:atom"]).toBe("http://www.w3.org/2005/Atom");
  const { item: _, ...channel } = rss.channel;
  expect(channel).toEqual({
    title: "Raxx Status",
    link: "https://status.raxx.app/history",
    description: "Incidents, maintenance and measured outages of status.raxx.app.",
    lastBuildDate: "Tue, 17 Nov 2026 14:40:00 GMT",
    docs: "https://validator.w3.org/feed/docs/rss2.html",
    language: "en",
    "atom:link": {
      "@href": "https://status.raxx.app/history.rss",
      "@rel": "self",
      "@type": "application/rss+xml",
    },
  });
});

test("each public word is one item, newest first, under a guid that stays", () => {
  const { item } = readXml(renderRss(story)).rss.channel;
  const link = "https://status.raxx.app/incidents/inc_00421";
  expect(item.slice(0, 3)).toEqual([
    {
      title: "Logins fail for <some> & others (resolved)",
      link,
      guid: { "@isPermaLink": "false", "#text": "inc_00421#3" },
      pubDate: "Tue, 17 Nov 2026 14:40:00 GMT",
      description:
        '<p><small>17 Nov 2026 14:40 UTC</small><br><strong>Resolved</strong> – <span dir="auto">Logins work again.</span></p>',
      category: "Raxx App",
    },
    {
      title: "Logins fail for <some> & others (updated)",
      link,
      guid: { "@isPermaLink": "false", "#text": "inc_00421#2" },
      pubDate: "Tue, 17 Nov 2026 13:20:00 GMT",
      description:
        '<p><small>17 Nov 2026 13:20 UTC</small><br><strong>Updated: Service disruption</strong> – <span dir="auto">ログインできません。</span></p>',
      category: "Raxx App",
    },
    {
      title: "Logins fail for <some> & others",
      link,
      guid: { "@isPermaLink": "false", "#text": "inc_00421#1" },
      pubDate: "Tue, 17 Nov 2026 13:05:10 GMT",
      description:
        '<p><small>17 Nov 2026 13:05 UTC</small><br><strong>Opened: Partial outage</strong> – <span dir="auto">Logins fail for &lt;some&gt; &amp; others.</span></p>',
      category: "Raxx App",
    },
  ]);
  expect(item[3].guid["#text"]).toBe("inc_00420#1");
});

test("a new word adds an item and leaves the others' guids alone", () => {
  const opened = word({ at: 1000 });
  const before = history({ incidents: [incident({ words: [opened] })] });
  const after = history({ incidents: [incident({ words: [opened, word({ at: 2000, kind: "updated" })] })] });
  expect(guids(renderRss(before))).toEqual(["inc_00420#1"]);
  expect(guids(renderRss(after))).toEqual(["inc_00420#2", "inc_00420#1"]);
});

test("words are in order of time across incidents, and of an incident's own order within an instant", () => {
  const words = [word({ at: 1000 }), word({ at: 5000, kind: "updated" }), word({ at: 5000, kind: "resolved" })];
  const incidents = [incident({ id: "inc_00002", words: [word({ at: 3000 })] }), incident({ id: "inc_00001", words })];
  expect(guids(renderRss(history({ incidents })))).toEqual([
    "inc_00001#3",
    "inc_00001#2",
    "inc_00002#1",
    "inc_00001#1",
  ]);
});

test("at most 50 items, the newest", () => {
  const words = Array.from({ length: 5000 }, (_, n) => word({ at: utc("2026-11-01T00:00:00") + n * 1000 }));
  const items = guids(renderRss(history({ incidents: [incident({ words })] })));
  expect(items).toHaveLength(50);
  expect([items[0], items[49]]).toEqual(["inc_00420#5000", "inc_00420#4951"]);
});

test("a surface's feed holds its words alone; without any it is still a feed", () => {
  expect(guids(renderRss(story, "api"))).toEqual(["inc_00420#1"]);
  const { channel } = readXml(renderRss(story, "console")).rss;
  expect(channel.item).toBeUndefined();
  expect(channel.lastBuildDate).toBe("Thu, 01 Jan 2026 00:00:00 GMT");
  expect(channel["atom:link"]["@href"]).toBe("https://status.raxx.app/surfaces/console/history.rss");
});

test("a name full of markup comes out as the text that it is", () => {
  const surfaceName = `<b>"A" & 'B'</b> ]]> ]]> &amp;`;
  const [item] = readXml(renderRss(history({ incidents: [incident({ surface: ["api", surfaceName] })] }))).rss.channel
    .item;
  expect(item.title).toBe(`${surfaceName}: Degraded performance`);
  expect(item.category).toBe(surfaceName);
});
