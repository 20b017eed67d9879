import { banner, expect, openLive, row, section, test } from "../support/page";
import { openTicket, REGISTRY, showIncidents } from "./scenes";

const FOLDER = "test-results/print";
const NOTE = "Orders of some accounts wait. We look into it.";

test.describe("on paper", () => {
  test.use({ colorScheme: "dark", viewport: { width: 720, height: 1000 } });

  test("the page is black on white and loses nothing: every surface, description and note can be read", async ({
    page,
    server,
    operator,
  }) => {
    await showIncidents({ server, operator });
    await openTicket(server, { id: 77, tag: "trade-execution", severity: "partial", note: NOTE });
    await openLive(page);
    await page.emulateMedia({ media: "print" });
    await page.screenshot({ path: `${FOLDER}/page.png`, fullPage: true });
    await page.pdf({ path: `${FOLDER}/page.pdf`, format: "A4" });
    for (const { id } of REGISTRY) {
      const { display_name, public_description } = await operator.shown(id);
      await expect(row(page, id).getByText(display_name, { exact: true })).toBeVisible();
      await expect(row(page, id).getByText(public_description, { exact: true })).toBeVisible();
    }
    for (const sentence of NOTE.split(/(?<=\.) /))
      await expect(section(page, "Active incidents").getByText(sentence.replace(/\.$/, ""))).toBeVisible();
    await expect(section(page, "Completed maintenance").getByText("Documentation")).toBeVisible();
    await expect(page.getByText("Skip to content")).toBeHidden();
    await expect(page.locator("body")).toHaveCSS("background-color", "rgb(255, 255, 255)");
    await expect(banner(page)).toHaveCSS("color", "rgb(0, 0, 0)");
    const overhang = await page.locator("html").evaluate((root) => root.scrollWidth - root.clientWidth);
    expect(overhang).toBeLessThanOrEqual(0);
  });

  test("an incident's page shows every word of it", async ({ page, server, operator }) => {
    for (const [state, public_note] of [
      ["DOWN", "Logins fail."],
      ["PARTIAL", "Most logins work again."],
      ["OPERATIONAL", "All logins work again."],
    ] as const)
      await operator.pin("app-raxx-app", state, { public_note });
    const [incident] = await server.sql<{ id: number }>("SELECT id FROM status_incidents ORDER BY id DESC LIMIT 1");
    await page.goto(`/incidents/inc_${String(incident?.id).padStart(5, "0")}`);
    await page.emulateMedia({ media: "print" });
    await page.screenshot({ path: `${FOLDER}/incident.png`, fullPage: true });
    for (const note of ["Logins fail.", "Most logins work again.", "All logins work again."])
      await expect(page.getByText(note)).toBeVisible();
    await expect(banner(page)).toHaveCSS("color", "rgb(0, 0, 0)");
  });
});

test("a reader view finds one main part with one title in it, and every section by its heading", async ({
  page,
  server,
  operator,
}) => {
  await showIncidents({ server, operator });
  for (const path of ["/", "/history", "/surfaces/app-raxx-app"]) {
    await page.goto(path);
    await expect(page.getByRole("main")).toHaveCount(1);
    await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toHaveCount(1);
    const nameless = await page.locator("main section").evaluateAll((sections) =>
      sections
        .filter((part) => {
          const name = document.getElementById(part.getAttribute("aria-labelledby") ?? "");
          return !(name ?? part.querySelector("h2, h3"))?.matches("h1, h2, h3");
        })
        .map((part) => part.outerHTML.slice(0, 80)),
    );
    expect(nameless).toEqual([]);
    await expect(page.locator("main").getByRole("contentinfo")).toHaveCount(0);
  }
});
