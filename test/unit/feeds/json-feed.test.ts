import { expect, test } from "vitest";
import { renderJsonFeed } from "@/lib/output/feeds/feeds";
import { history, incident, story } from "./story";

test("an incident is one item of a JSON Feed 1.1", () => {
  const feed = JSON.parse(renderJsonFeed(story, "api"));
  expect(feed).toEqual({
    version: "https://jsonfeed.org/version/1.1",
    title: "Raxx Status: API",
    home_page_url: "https://status.raxx.app/surfaces/api",
    feed_url: "https://status.raxx.app/surfaces/api/feed.json",
    description: "Incidents, maintenance and measured outages of status.raxx.app.",
    language: "en",
    authors: [{ name: "Raxx", url: "https://raxx.app" }],
    items: [
      {
        id: "tag:status.raxx.app,2026:incident/inc_00420",
        url: "https://status.raxx.app/incidents/inc_00420",
        title: "API: Degraded performance",
        content_html: "<p><small>16 Nov 2026 09:12 UTC</small><br><strong>Opened: Degraded performance</strong></p>",
        date_published: "2026-11-16T09:12:34Z",
        date_modified: "2026-11-16T09:12:34Z",
        tags: ["API"],
      },
    ],
  });
});

test("the whole history is at the root, and an empty one has an empty list", () => {
  const ids = (text: string) => JSON.parse(text).items.map(({ id }: { id: string }) => id.slice(-9));
  expect(ids(renderJsonFeed(story))).toEqual(["inc_00421", "inc_00420"]);
  expect(JSON.parse(renderJsonFeed(story)).feed_url).toBe("https://status.raxx.app/feed.json");
  expect(ids(renderJsonFeed(history()))).toEqual([]);
});

test("a title is plain text", () => {
  const { items } = JSON.parse(renderJsonFeed(history({ incidents: [incident({ surfaceName: "A & <B>\u0007" })] })));
  expect(items[0].title).toBe("A & <B>: Degraded performance");
});
