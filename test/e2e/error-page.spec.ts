import { expect, press, test } from "../support/ops-page";

/** What the browser says of a page that failed, and of the styles that it no longer needs. */
test.use({ tolerated: /status of 500|React error #441|preloaded using link preload/ });

test("A page that throws says so without its cause, and is shown again once it can be", async ({ page, server }) => {
  await server.sql("ALTER TABLE surface_state RENAME TO gone_surface_state");
  await page.goto("/ops");
  await expect(page.getByRole("heading", { name: "This page could not be shown" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Go to the status page" })).toBeVisible();
  await expect(page.locator("body")).not.toContainText(/D1_ERROR|surface_state/);
  await server.sql("ALTER TABLE gone_surface_state RENAME TO surface_state");
  await press(page, "Try again");
  await expect(page.getByRole("heading", { name: "This page could not be shown" })).toBeHidden();
  await expect(page.locator("[data-row]").first()).toBeVisible();
});
