import { confirm, expect, press, test } from "../support/ops-page";

const APP = "app-raxx-app";

test.use({ timezoneId: "UTC", tolerated: /status of 409|Server Action .* was not found|ERR_FAILED/ });

test("a form that is open while the site is deployed keeps what was typed, and says that the site does not know it, at each step", async ({
  page,
  operator,
}) => {
  const note = page.getByRole("textbox", { name: /^Public note/ });
  await page.goto(`/ops/surfaces/${APP}?action=override`);
  await page.getByRole("radio", { name: "Partial outage" }).check();
  await note.fill("Charts are blank.");
  await press(page, "Preview");
  await expect(page.getByRole("button", { name: "Confirm" })).toBeVisible();
  await page.route(`**/ops/**`, (route, request) => {
    const { "next-action": action, ...headers } = request.headers();
    return route.continue(action ? { headers: { ...headers, "next-action": `7f${"0".repeat(40)}` } } : {});
  });
  for (const step of ["Confirm", "Preview"]) {
    await press(page, step);
    await expect(page.getByRole("alert").filter({ hasText: "The site was deployed" })).toContainText(
      "Nothing was written",
    );
    if (step === "Confirm") await press(page, "Back");
    await expect(note).toHaveValue("Charts are blank.");
    await expect(page.getByRole("radio", { name: "Partial outage" })).toBeChecked();
  }
  expect((await operator.shown(APP)).state).toBe("UNKNOWN");
  await page.unrouteAll();
  await page.route(`**/ops/**`, (route, request) => (request.method() === "POST" ? route.abort() : route.continue()));
  await press(page, "Preview");
  await expect(page.getByRole("alert").filter({ hasText: "The site did not answer" })).toBeVisible();
  await expect(note).toHaveValue("Charts are blank.");
  await page.unrouteAll();
  await press(page, "Preview");
  await confirm(page);
  expect(await operator.shown(APP)).toMatchObject({ state: "PARTIAL", public_note: "Charts are blank." });
});
