import { describe, expect, test } from "vitest";
import { feedOf, fixtureText, NOW, outcome, read } from "./feeds";

const feed = feedOf("rss");
const DAY_MS = 86_400_000;
const escaped = (html: string) => html.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

type Item = { title?: string; html?: string; category?: string; at?: number | null };
const atom = (...entries: Item[]) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>${entries
    .map(
      ({ title = "Trouble", html = "Something is wrong.", category, at = NOW }) =>
        `<entry><title>${escaped(title)}</title>${category ? `<category term="${category}"/>` : ""}
      ${at === null ? "" : `<updated>${new Date(at).toISOString()}</updated>`}
      <content type="html">${escaped(html)}</content></entry>`,
    )
    .join("")}</feed>`;

describe("Atom and RSS", () => {
  test("a Statuspage history whose newest incident is over is healthy; what is old and never closed is no news", () => {
    expect(read(feed, [fixtureText("history.atom")])).toEqual({
      state: "OPERATIONAL",
      incidentTitles: [],
      feedAt: Date.UTC(2026, 4, 4, 11, 30),
    });
  });

  test("the newest update decides", () => {
    const reopened = fixtureText("history.atom").replace("&gt;Resolved&lt;", "&gt;Monitoring&lt;");
    expect(read(feed, [reopened])).toMatchObject({
      state: "DEGRADED",
      incidentTitles: ["Slow answers & timeouts"],
    });
  });

  test("Atom with a prefix, and RSS 1.0 with its items beside the channel, read as well", () => {
    const prefixed = (xml: string) => xml.replaceAll(/(<\/?)(?=[a-z])/g, "$1a:");
    expect(outcome(feed, [prefixed(atom({}))])).toBe("DEGRADED");
    expect(outcome(feed, [prefixed(atom({ title: "[Resolved] Trouble" }))])).toBe("OPERATIONAL");
    const rdf = (title: string) => `<rdf:RDF xmlns:rdf="r" xmlns:dc="d"><channel><title>T</title></channel>
      <item><title>${title}</title><dc:date>${new Date(NOW).toISOString()}</dc:date></item></rdf:RDF>`;
    expect(outcome(feed, [rdf("Trouble")])).toBe("DEGRADED");
    expect(outcome(feed, [rdf("[Resolved] Trouble")])).toBe("OPERATIONAL");
  });

  test("RSS 2.0 reads as well", () => {
    expect(read(feed, [fixtureText("items.rss")])).toEqual({
      state: "OPERATIONAL",
      incidentTitles: [],
      feedAt: Date.UTC(2026, 4, 4, 11, 30),
    });
    expect(outcome(feed, [fixtureText("items.rss").replace("is resolved", "goes on")])).toBe("DEGRADED");
  });

  test.each([
    ["<strong>Resolved</strong> - Done.", "OPERATIONAL"],
    ["<p><b>Status: Resolved</b><br/>Done. We were investigating.</p>", "OPERATIONAL"],
    ["<strong>Completed</strong> - Done.", "OPERATIONAL"],
    ["<strong>Scheduled</strong> - Next week.", "OPERATIONAL"],
    ["<strong>Fixed</strong> - Done.", "OPERATIONAL"],
    ["Fixed.", "OPERATIONAL"],
    ["<p>Resolved</p><p>All pages load again.</p>", "OPERATIONAL"],
    ["Status: Resolved<br/>Affected: API", "OPERATIONAL"],
    ["Resolved names are wrong.", "DEGRADED"],
    ["Fixed in part.", "DEGRADED"],
    ["<strong>In progress</strong> - Begun.", "MAINTENANCE"],
    ["<strong>Verifying</strong> - Nearly.", "MAINTENANCE"],
    ["<strong>Investigating</strong> - Again. <strong>Resolved</strong> - Done.", "DEGRADED"],
    ["<strong>Affected</strong>: API. This incident has been resolved.", "OPERATIONAL"],
    ["This incident has been resolved.", "OPERATIONAL"],
    ["It is resolved and service is normal", "OPERATIONAL"],
    ["This incident is not yet resolved.", "DEGRADED"],
    ["We will write again once it is resolved.", "DEGRADED"],
    ["The first part is resolved; we are still looking at the second.", "DEGRADED"],
    ["It isn't resolved.", "DEGRADED"],
    ["The trouble is unresolved.", "DEGRADED"],
    ["Names are resolved wrongly.", "DEGRADED"],
    ["", "DEGRADED"],
  ])("text %j reads %s", (html, state) => {
    expect(outcome(feed, [atom({ html })])).toBe(state);
  });

  test.each([
    ["[Resolved] Trouble", "OPERATIONAL"],
    ["RESOLVED: Trouble", "OPERATIONAL"],
    ["Trouble (resolved)", "OPERATIONAL"],
    ["Upgrade completed", "OPERATIONAL"],
    ["Trouble (not resolved)", "DEGRADED"],
    ["Resolved names are wrong", "DEGRADED"],
  ])("title %j reads %s", (title, state) => {
    expect(outcome(feed, [atom({ title })])).toBe(state);
  });

  test("a category closes too", () => {
    expect(outcome(feed, [atom({ category: "resolved" })])).toBe("OPERATIONAL");
    expect(outcome(feed, [atom({ category: "unresolved" })])).toBe("DEGRADED");
  });

  test("one open entry among closed ones is enough; one of the week before last is not", () => {
    const over = { title: "[Resolved] Trouble" };
    expect(outcome(feed, [atom(over, {}, over)])).toBe("DEGRADED");
    expect(outcome(feed, [atom(over, { at: NOW - 7 * DAY_MS })])).toBe("DEGRADED");
    expect(outcome(feed, [atom(over, { at: NOW - 7 * DAY_MS - 1 })])).toBe("OPERATIONAL");
  });

  test("an open entry of unknown age is no reading, unless another decides; a closed one matters at no age", () => {
    const over = { title: "[Resolved] Trouble" };
    for (const at of [null, NOW + 2 * DAY_MS]) {
      expect(outcome(feed, [atom(over, { at })])).toBe("incomplete");
      expect(outcome(feed, [atom({ at }, {})])).toBe("DEGRADED");
      expect(outcome(feed, [atom({ ...over, at })])).toBe("OPERATIONAL");
    }
    expect(outcome(feed, [atom({ at: NOW + DAY_MS / 2 })])).toBe("DEGRADED");
  });

  test.each(["GMT", "Z", "+0200", "+02:00", "PDT", "CEST", "CET", "BST", "AEST", "JST", "IST", "MESZ", ""])(
    "an entry's date in the zone %j has an age",
    (zone) => {
      const dated = (date: string) =>
        `<rss><channel><item><title>Trouble</title><pubDate>${date} ${zone}</pubDate></item></channel></rss>`;
      expect(outcome(feed, [dated("Mon, 04 May 2026 05:25:00")])).toBe("DEGRADED");
      expect(outcome(feed, [dated("Wed, 25 Mar 2026 10:25:00")])).toBe("OPERATIONAL");
    },
  );

  test.each(["Mi, 25 Mär 2026 10:25:00 CET", "25/03/2026", "yesterday"])("the date %j is of unknown age", (date) => {
    const text = `<rss><channel><item><title>Trouble</title><pubDate>${date}</pubDate></item></channel></rss>`;
    expect(outcome(feed, [text])).toBe("incomplete");
  });

  test("with a list, only entries that mention a listed name count", () => {
    const listed = { ...feed, components: ["Edge", "DNS"] };
    expect(outcome(listed, [atom({ html: "The EDGE is slow." })])).toBe("DEGRADED");
    expect(outcome(listed, [atom({ html: "The console is slow." })])).toBe("OPERATIONAL");
  });

  test("a feed older than its limit, or without a time, fails the poll", () => {
    const limited = { ...feed, max_age_days: 30 };
    expect(outcome(limited, [atom({ at: NOW - 29 * DAY_MS })])).toBe("OPERATIONAL");
    expect(outcome(limited, [atom({ at: NOW - 31 * DAY_MS })])).toBe("over_age");
    expect(outcome(limited, [atom({ at: null, title: "Resolved" })])).toBe("over_age");
    expect(outcome(limited, [atom({ at: NOW + 90 * DAY_MS, title: "Resolved" })])).toBe("over_age");
  });

  test("tags that nest at any depth end as a reading or a failed poll", () => {
    const nested = (depth: number) => `${"<b>".repeat(depth)}Resolved${"</b>".repeat(depth)}`;
    const read = (depth: number) =>
      outcome(feed, [`<rss><channel><item><title>${nested(depth)}</title></item></channel></rss>`]);
    expect(read(10)).toBe("OPERATIONAL");
    // Where between these the parser gives up depends on the stack that is left.
    for (const depth of [1000, 3000, 5000, 20_000]) expect(["OPERATIONAL", "unparseable"]).toContain(read(depth));
  });

  test.each([
    ["a feed without entries", atom(), "empty"],
    ["a channel without items", "<rss><channel><title>T</title></channel></rss>", "empty"],
    ["RSS without a channel", "<rss/>", "unparseable"],
    ["XHTML", "<html><body><p>Not a feed</p></body></html>", "unparseable"],
    ["a bare channel's item", "<item><title>Resolved</title></item>", "unparseable"],
    ["JSON", '{"items":[]}', "unparseable"],
    ["a feed without its end", fixtureText("history.atom").replace("</feed>", ""), "unparseable"],
    ["tags that cross", "<rss><channel><item></channel></item></rss>", "unparseable"],
    ["tags that nest without end", "<rss>".repeat(100_000), "unparseable"],
    [
      "entities that multiply",
      `<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>`,
      "empty",
    ],
  ])("%s fails the poll", (_, body, reason) => {
    expect(outcome(feed, [body])).toBe(reason);
  });

  // How long a megabyte takes is a row of the bench.
  test("markup without end is read to its end", () => {
    const read = ["<", "<b>", "<b> ", " ", "status ", "((", "</b>"].map((part) =>
      outcome(feed, [atom({ html: part.repeat(90_000 / part.length) })]),
    );
    expect(new Set(read)).toEqual(new Set(["DEGRADED"]));
  });
});
