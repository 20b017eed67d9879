import { openLive, test } from "../support/page";
import { type Scene, showAllWell, showIncidents, showMaintenance } from "./scenes";

const FOLDER = "test-results/screenshots";
const SCENES: Record<string, (scene: Scene) => Promise<void>> = {
  unknown: async () => {},
  healthy: showAllWell,
  incident: showIncidents,
  maintenance: async (scene) => {
    await showAllWell(scene);
    await showMaintenance(scene);
  },
};

test.use({ timezoneId: "America/New_York" });

for (const [name, show] of Object.entries(SCENES))
  test(`the page as it looks: ${name}, in three widths, light and dark`, async ({ page, server, operator }) => {
    await show({ server, operator });
    await openLive(page);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [320, 768, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({ path: `${FOLDER}/${name}-${width}-${colorScheme}.png`, fullPage: true });
      }
    }
  });

test("the two pictures of the README", async ({ page, server, operator }) => {
  await showIncidents({ server, operator });
  await page.setViewportSize({ width: 1440, height: 1260 });
  await openLive(page);
  await page.screenshot({ path: `${FOLDER}/status-page-light.png` });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 800 });
  await page.screenshot({ path: `${FOLDER}/status-page-phone-dark.png` });
});
