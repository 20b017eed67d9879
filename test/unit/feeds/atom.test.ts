import { expect, test } from "vitest";
import { renderAtom } from "@/lib/output/feeds/feeds";
import { readXml } from "./parse";
import { history, incident, outage, story, word } from "./story";

const note = (text: string) => ` – <span dir="auto">${text}</span>`;

test("an incident is one entry, its words newest first", () => {
  expect(readXml(renderAtom(story))).toEqual({
    feed: {
      "@xmlns": "http://www.w3.org/2005/Atom",
      id: "tag:status.raxx.app,2026:history",
      title: "Raxx Status",
      subtitle: "Incidents, maintenance and measured outages of status.raxx.app.",
      updated: "2026-11-17T14:40:00.000Z",
      author: { name: "Raxx", uri: "https://raxx.app/" },
      link: [
        { "@rel": "alternate", "@href": "https://status.raxx.app/history" },
        { "@rel": "self", "@href": "https://status.raxx.app/history.atom" },
      ],
      entry: [
        {
          id: "tag:status.raxx.app,2026:incident/inc_00421",
          title: { "@type": "html", "#text": "Logins fail for &lt;some&gt; &amp; others" },
          link: { "@href": "https://status.raxx.app/incidents/inc_00421" },
          published: "2026-11-17T13:05:10.000Z",
          updated: "2026-11-17T14:40:00.000Z",
          category: { "@term": "app", "@label": "Raxx App" },
          content: {
            "@type": "html",
            "#text": [
              `<p><small>17 Nov 2026 14:40 UTC</small><br><strong>Resolved</strong>${note("Logins work again.")}</p>`,
              `<p><small>17 Nov 2026 13:20 UTC</small><br><strong>Updated: Service disruption</strong>${note("ログインできません。")}</p>`,
              `<p><small>17 Nov 2026 13:05 UTC</small><br><strong>Opened: Partial outage</strong>${note("Logins fail for &lt;some&gt; &amp; others.")}</p>`,
            ].join(""),
          },
        },
        {
          id: "tag:status.raxx.app,2026:incident/inc_00420",
          title: { "@type": "html", "#text": "API: Degraded performance" },
          link: { "@href": "https://status.raxx.app/incidents/inc_00420" },
          published: "2026-11-16T09:12:34.000Z",
          updated: "2026-11-16T09:12:34.000Z",
          category: { "@term": "api", "@label": "API" },
          content: {
            "@type": "html",
            "#text": "<p><small>16 Nov 2026 09:12 UTC</small><br><strong>Opened: Degraded performance</strong></p>",
          },
        },
      ],
    },
  });
});

test("a surface's feed has its own id and address, and the same entries under the same ids", () => {
  const { feed } = readXml(renderAtom(story, "api"));
  expect(feed.id).toBe("tag:status.raxx.app,2026:surface/api");
  expect(feed.title).toBe("Raxx Status: API");
  expect(feed.updated).toBe("2026-11-16T09:12:34.000Z");
  expect(feed.link).toEqual([
    { "@rel": "alternate", "@href": "https://status.raxx.app/surfaces/api" },
    { "@rel": "self", "@href": "https://status.raxx.app/surfaces/api/history.atom" },
  ]);
  expect(feed.entry).toEqual([readXml(renderAtom(story)).feed.entry[1]]);
});

test("an empty feed is a feed, and does not say that it changed just now", () => {
  const { feed } = readXml(renderAtom(history()));
  expect(feed.entry).toBeUndefined();
  expect(feed.updated).toBe("2026-01-01T00:00:00.000Z");
});

test("an older incident's new word makes the feed newer", () => {
  const touched = incident({ updatedAt: Date.parse("2026-11-17T14:59:00Z") });
  const { feed } = readXml(renderAtom(history({ incidents: [outage, touched] })));
  expect(feed.updated).toBe("2026-11-17T14:59:00.000Z");
});

test("markup in a surface's name stays text, also where the library would break the XML", () => {
  const surfaceName = `<b>"A" & 'B'</b> ]]> ]]> &amp;`;
  const [entry] = readXml(renderAtom(history({ incidents: [incident({ surface: ["api", surfaceName] })] }))).feed.entry;
  expect(entry.title["#text"]).toBe(
    "&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt; ]]&gt; ]]&gt; &amp;amp;: Degraded performance",
  );
  expect(entry.category["@label"]).toBe(`‹b>"A" & 'B'‹/b> ]]> ]]> &amp;`);
});

test("a postmortem stands where it was published, also where its incident was reopened after it", () => {
  const words = [word({ note: "Orders fail. We look." }), word({ kind: "resolved" }), word({ kind: "reopened" })];
  const reopened = incident({
    words: [],
    postmortem: { revision: 3, at: words[1]?.at ?? 0, text: "A disk was full." },
  });
  const told = { ...reopened, words: words.map((each, i) => ({ ...each, revision: [1, 2, 4][i] ?? 0 })) };
  const [entry] = readXml(renderAtom(history({ incidents: [told] }))).feed.entry;
  const kinds = entry.content["#text"].match(/<strong>(\w+)/g).map((each: string) => each.slice(8));
  expect(kinds).toEqual(["Reopened", "Postmortem", "Resolved", "Opened"]);
  expect(entry.title["#text"]).toBe("Orders fail");
});
