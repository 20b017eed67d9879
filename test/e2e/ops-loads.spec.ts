import { expect, test } from "../support/ops-page";

/** The pages that Next renders itself; the public ones are rendered before Next. */
const PAGES = [
  "/ops",
  "/ops/surfaces/app-raxx-app",
  "/ops/write?surface=app-raxx-app&surface=market-data-feed&action=override",
  "/ops/windows",
  "/ops/incidents",
  "/ops/audit",
  "/ops/checks",
  "/ops/configuration",
];
const LOADS = 200;

test("pages that Next streams arrive whole: 200 loads, hydrated, without a complaint of the browser", async ({
  page,
}) => {
  test.setTimeout(900_000);
  for (let i = 0; i < LOADS; i++) {
    const path = PAGES[i % PAGES.length] as string;
    const response = await page.goto(path);
    expect([path, response?.status()]).toEqual([path, 200]);
    const html = (await response?.text()) ?? "";
    expect([path, html.trimEnd().endsWith("</html>")]).toEqual([path, true]);
    await page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith("__react"))); // hydrated
  }
});
