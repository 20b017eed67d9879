import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { openLive } from "../support/page";
import { expect, test } from "../support/page-with-mail";
import { showIncidents } from "./scenes";

const KB = 1024;

test("a page amid incidents weighs at most 14 KB of HTML with its style and its data, and 100,000 bytes of scripts, zipped", async ({
  page,
  server,
  operator,
}, info) => {
  await showIncidents({ server, operator });
  const weights: Record<string, number> = {};
  const bodies: Promise<void>[] = [];
  page.on("response", (response) => {
    const kind = response.request().resourceType();
    const weigh = (body: Buffer) => {
      weights[kind] = (weights[kind] ?? 0) + gzipSync(body).length;
    };
    bodies.push(response.body().then(weigh));
  });
  await openLive(page);
  await page.waitForLoadState("networkidle");
  await Promise.all(bodies);
  info.annotations.push({ type: "zipped bytes", description: JSON.stringify(weights) });
  await expect(page.locator("[data-surface]")).toHaveCount(23);
  const { document, script, ...rest } = weights;
  expect(document).toBeLessThanOrEqual(14 * KB);
  expect(script).toBeLessThanOrEqual(100_000);
  // The feed, the tab's icon, and the style for paper and popovers, which nothing waits for: no font, no picture.
  expect(Object.keys(rest).sort()).toEqual(["fetch", "other", "stylesheet"]);
  expect(await page.locator("link[rel=stylesheet]").count()).toBe(1);
});

test.describe("a page that is not painted", () => {
  const unpainted = async (page: Page, isHidden: boolean) => {
    await page.addInitScript((hidden) => {
      Object.defineProperty(document, "hidden", { get: () => hidden });
      window.requestAnimationFrame = () => 0;
    }, isHidden);
    const asked: string[] = [];
    page.on("request", (request) => {
      if (request.resourceType() === "script") asked.push(request.url().replace(/^.*\/|-\w+\.js$/g, ""));
    });
    await page.goto("/", { waitUntil: "networkidle" });
    return asked;
  };

  test("asks for no script but the one that waits for the paint", async ({ page }) => {
    expect(await unpainted(page, false)).toEqual(["start"]);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });

  test("comes alive all the same in a background tab", async ({ page }) => {
    expect(await unpainted(page, true)).toContain("front");
    await expect(page.locator("link#later")).toHaveAttribute("media", "all");
  });
});
