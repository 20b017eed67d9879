import { expect, row, test } from "../support/page";
import { showAllWell } from "./scenes";

for (const when of ["after", "before"] as const)
  test(`a row unfolds to since when and when it was last checked, ${when} they run`, async ({
    page,
    server,
    operator,
  }) => {
    await showAllWell({ server, operator });
    const { state_since, last_checked_at } = await operator.shown("api-service");
    let start = () => {};
    const started = new Promise<void>((resolve) => {
      start = resolve;
    });
    await page.route(/\/_status\/front-/, (route) => started.then(() => route.continue()));
    if (when === "after") start();
    await page.goto("/");
    if (when === "after") await expect(page.locator("link#later")).toHaveAttribute("media", "all");
    const api = row(page, "api-service");
    await api.locator("summary > .row-name").click();
    start();
    const times = api.locator("time");
    await expect(times).toHaveCount(2);
    await expect(times.first()).toHaveAttribute("datetime", state_since);
    await expect(times.last()).toHaveAttribute("datetime", last_checked_at ?? "none");
    await expect(api.getByText(/^Uptime: /)).toBeVisible();
    await row(page, "cloudflare").locator("summary > .row-name").click();
    await expect(row(page, "cloudflare")).toContainText("Not monitored directly");
  });
