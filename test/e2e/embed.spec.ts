import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { violationsOf } from "../support/axe";
import { test as base } from "../support/page";
import { showAllWell } from "./scenes";

/** A stranger's page that may load nothing but frames of ours. */
const test = base.extend<object, { host: { show: (page: Page, path: string, css?: string) => Promise<void> } }>({
  host: [
    async ({ server }, use) => {
      const site = await startSite((path, css) => [
        `default-src 'none'; style-src 'unsafe-inline'; frame-src ${server.url}`,
        `<!doctype html><title>Elsewhere</title><style>html{${css}}body{margin:0;background:#c86432}iframe{border:0}</style>` +
          `<iframe src="${server.url}${path}" title="Raxx status" width="800" height="60"></iframe>`,
      ]);
      const { port } = site.address() as AddressInfo;
      await use({
        show: async (page, path, css = "") => {
          await page.goto(`http://localhost:${port}/?${new URLSearchParams({ path, css })}`);
        },
      });
      site.close();
    },
    { scope: "worker" },
  ],
});
const { expect } = test;
test.use({ tolerated: /localhost|frame-ancestors|X-Frame-Options/ });

async function startSite(write: (path: string, css: string) => [policy: string, html: string]): Promise<Server> {
  const site = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://elsewhere");
    const [policy, html] = write(searchParams.get("path") ?? "/", searchParams.get("css") ?? "");
    response.writeHead(200, { "Content-Type": "text/html", "Content-Security-Policy": policy }).end(html);
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  return site;
}

const frameOf = (page: Page) => page.frameLocator("iframe");

/** The colour of one point of the page, as the screen has it. */
async function colourAt(page: Page, x: number, y: number): Promise<string> {
  const shot = await page.screenshot({ clip: { x, y, width: 1, height: 1 } });
  const reader = await page.context().newPage();
  const colour = await reader.evaluate(async (base64) => {
    const picture = Object.assign(new Image(), { src: `data:image/png;base64,${base64}` });
    await picture.decode();
    const context = document.createElement("canvas").getContext("2d");
    context?.drawImage(picture, 0, 0);
    return [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3).join();
  }, shot.toString("base64"));
  await reader.close();
  return colour;
}

const ORANGE = "200,100,50";

test("in a stranger's page with a strict policy the bar shows after a write, and links to the page", async ({
  page,
  server,
  operator,
  host,
}) => {
  await showAllWell({ server, operator });
  await operator.pin("app-raxx-app", "DOWN");
  await host.show(page, "/embed");
  const bar = frameOf(page).getByText("Raxx: Major Service Outage");
  await expect(bar).toBeVisible();
  await expect(frameOf(page).locator("main")).toHaveCSS("border-top-color", "rgb(209, 44, 44)");
  const [opened] = await Promise.all([
    page.waitForEvent("popup"),
    frameOf(page).getByRole("link", { name: "Status page" }).click(),
  ]);
  await expect(opened).toHaveURL(`${server.url}/`);
});

test("the frame asks again by itself", async ({ page, server, operator, host }) => {
  await showAllWell({ server, operator });
  await page.route("**/embed", async (route) => {
    const response = await route.fetch();
    const { refresh = "", ...headers } = response.headers();
    await route.fulfill({ response, headers: { ...headers, refresh: String(Number(refresh) / 120) } });
  });
  await host.show(page, "/embed");
  await expect(frameOf(page).locator("body")).toHaveText("");
  await operator.pin("app-raxx-app", "DEGRADED");
  await expect(frameOf(page).getByText("Raxx: Partially Degraded Service")).toBeVisible();
});

test("an empty frame lets the host's ground through, light and dark", async ({ page, server, operator, host }) => {
  await showAllWell({ server, operator });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const css of ["", "color-scheme:light", "color-scheme:dark}iframe{color-scheme:light"]) {
      await host.show(page, "/embed", css);
      await expect(frameOf(page).locator("body")).toBeAttached();
      expect([colorScheme, css, await colourAt(page, 400, 30)]).toEqual([colorScheme, css, ORANGE]);
    }
  }
});

test("the bar is dark for readers who prefer that, and fits a phone", async ({ page, server, operator, host }) => {
  await showAllWell({ server, operator });
  await operator.pin("app-raxx-app", "MAINTENANCE");
  await page.emulateMedia({ colorScheme: "dark" });
  await host.show(page, "/embed", "}iframe{width:320px");
  const bar = frameOf(page).locator("main");
  await expect(bar).toHaveCSS("background-color", "rgb(22, 25, 29)");
  expect((await bar.boundingBox())?.height).toBeLessThanOrEqual(60);
});

test("axe finds nothing to complain about in the bar, light and dark", async ({ page, server, operator }) => {
  await operator.pin("app-raxx-app", "DOWN");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${server.url}/embed`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Raxx: Major Service Outage");
    expect(await violationsOf(page)).toEqual([]);
  }
});

test("no other page of ours can be framed", async ({ page, host }) => {
  for (const path of ["/", "/history"]) {
    const refused = page.waitForEvent("console", (message) => /frame/i.test(message.text()));
    await host.show(page, path);
    expect((await refused).text()).toMatch(/frame-ancestors|X-Frame-Options/);
    await expect(frameOf(page).getByRole("heading", { level: 1 })).toHaveCount(0);
  }
});
