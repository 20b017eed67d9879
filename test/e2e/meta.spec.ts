import type { Page } from "@playwright/test";
import { expect, openLive, test } from "../support/page";
import { showAllWell, showIncidents } from "./scenes";

const SITE = "https://status.raxx.app";
const AS_OF = /^As of [A-Z][a-z]{2} \d{1,2}, \d\d:\d\d UTC\. /;

/** What a reader of links finds in the head, by name. */
async function metaOf(page: Page): Promise<Record<string, string>> {
  const pairs = await page
    .locator("head meta")
    .evaluateAll((all) =>
      all.map((meta) => [
        meta.getAttribute("property") ?? meta.getAttribute("name") ?? "",
        meta.getAttribute("content") ?? "",
      ]),
    );
  const canonical = page.locator('head link[rel="canonical"]');
  await expect(canonical).toHaveCount(1);
  expect(new Set(pairs.map(([name]) => name).filter((name) => name?.startsWith("og:"))).size).toBe(
    pairs.filter(([name]) => name?.startsWith("og:")).length,
  );
  return { ...Object.fromEntries(pairs), canonical: (await canonical.getAttribute("href")) ?? "" };
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the front page tells previews its headline, its state, and as of when", async ({ page, server, operator }) => {
    await page.goto("/");
    const unknown = await metaOf(page);
    expect(unknown["og:title"]).toBe("We can’t confirm the status of any system");
    expect(unknown["og:image"]).toBe(`${SITE}/og/unknown.png`);
    await showAllWell({ server, operator });
    await operator.pin("app-raxx-app", "DOWN");
    await page.goto("/");
    const meta = await metaOf(page);
    expect(meta).toMatchObject({
      canonical: SITE,
      "og:url": SITE,
      "og:title": "You can’t log in, see prices, or place orders",
      "og:image": `${SITE}/og/down.png`,
      "og:image:alt": "Raxx Status: Service disruption",
      "twitter:card": "summary_large_image",
    });
    expect(meta["og:description"]).toMatch(AS_OF);
  });

  test("the other pages tell theirs; an incident that is over pictures no state", async ({
    page,
    server,
    operator,
  }) => {
    await showIncidents({ server, operator });
    const id = async (where: string) => {
      const [found] = await server.sql<{ id: number }>(
        `SELECT id FROM status_incidents WHERE ${where} ORDER BY id DESC LIMIT 1`,
      );
      return `/incidents/inc_${String(found?.id).padStart(5, "0")}`;
    };
    const open = await id("resolved_at IS NULL AND surface_id = 'app-raxx-app'");
    const over = await id("resolved_at IS NOT NULL AND surface_id = 'api-service'");
    const told = {
      "/history": ["Incident history", "neutral", /^Grouped by the month they started/],
      "/surfaces/market-data-feed": ["Market Data Feed: Partial outage", "partial", AS_OF],
      [open]: [
        "Login flow is intermittently failing",
        "degraded",
        /^As of .* UTC\. Raxx App · Ongoing · Login flow is/,
      ],
      [over]: [
        "The API did not answer after a deployment, which was rolled back",
        "neutral",
        /^API Service · Resolved after 19 min · The API did not/,
      ],
    } as const;
    for (const [path, [title, picture, description]] of Object.entries(told)) {
      await page.goto(path);
      const meta = await metaOf(page);
      expect([meta.canonical, meta["og:title"], meta["og:image"]]).toEqual([
        SITE + path,
        title,
        `${SITE}/og/${picture}.png`,
      ]);
      expect(meta["og:description"]).toMatch(description);
    }
  });
});

test("every picture and icon that a page names is there, as large as it says", async ({ page, server }) => {
  await openLive(page);
  const { icons } = await (await page.request.get("/manifest.webmanifest")).json();
  const pictures = [
    ...["operational", "degraded", "partial", "down", "maintenance", "unknown", "neutral"].map((state) => [
      `/og/${state}.png`,
      "1200x630",
    ]),
    ["/apple-touch-icon.png", "180x180"],
    ...icons.map(({ src, sizes }: { src: string; sizes: string }) => [src, sizes]),
  ];
  for (const [src, sizes] of pictures) {
    const response = await page.request.get(src);
    expect([src, response.status()]).toEqual([src, 200]);
    expect((await response.body()).length).toBeLessThan(40_000);
    if (sizes === "any") continue;
    const size = await page.evaluate(async (address) => {
      const picture = Object.assign(new Image(), { src: address });
      await picture.decode();
      return `${picture.naturalWidth}x${picture.naturalHeight}`;
    }, server.url + src);
    expect([src, size]).toEqual([src, sizes]);
  }
  for (const rel of ["manifest", "apple-touch-icon", "icon"]) {
    const href = (await page.locator(`head link[rel="${rel}"]`).getAttribute("href")) ?? "none";
    expect((await page.request.get(href)).status()).toBe(200);
  }
});
