import type { APIRequestContext } from "@playwright/test";
import { makeKey } from "../support/access";
import { expect, lastLogged, ON_CALL, press, RELIEF, test } from "../support/ops-page";
import { startServer } from "../support/server";

const APP = "app-raxx-app";
const PAGES = ["/ops", `/ops/surfaces/${APP}`, `/ops/write?surface=${APP}`, "/ops/windows", "/ops/incidents"];
const MORE = ["/ops/audit", "/ops/actions", "/ops/at", "/ops/checks", "/ops/configuration", "/ops/no-such-page"];
const ALL = [...PAGES, ...MORE];
const HEADER = "Cf-Access-Jwt-Assertion";

test.use({ timezoneId: "UTC" });

test("every page is kept nowhere, found by nobody, framed by nobody, and has a title of its own", async ({ page }) => {
  const titles = new Set<string>();
  for (const path of ALL.slice(0, -1)) {
    const response = await page.goto(path);
    const headers = response?.headers() ?? {};
    expect([path, response?.status(), headers["cache-control"]]).toEqual([path, 200, "no-store"]);
    expect(headers["x-robots-tag"]).toContain("noindex");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(await page.title()).toMatch(/ · Raxx operations$/);
    await expect(page.locator("[data-strip=local]")).toHaveCount(1); // the tests' Access is on this machine
    titles.add(await page.title());
  }
  expect(titles.size).toBe(ALL.length - 1);
});

test.describe("nobody else gets in", () => {
  test.use({ extraHTTPHeaders: {}, tolerated: /status of 40[134]/ });

  const expectNothing = async (request: APIRequestContext, headers: Record<string, string>) => {
    for (const path of ALL)
      for (const more of [{}, { RSC: "1" }] as Record<string, string>[]) {
        const response = await request.get(path, { headers: { ...headers, ...more } });
        expect([path, response.status()]).toEqual([path, 401]);
        expect(response.headers()["cache-control"]).toBe("no-store");
        expect(await response.text()).not.toMatch(/Raxx operations|data-row|probe_url|app-raxx-app/);
      }
  };

  test("with no token, a wrong one, or one in the cookie only", async ({ request, access }) => {
    const nowS = Math.floor(Date.now() / 1000);
    const part = (json: object) => Buffer.from(JSON.stringify(json)).toString("base64url");
    const [, claims] = (await access.token()).split(".");
    const tokens: Record<string, string> = {
      "wrong audience": await access.token({ claims: { aud: ["another"] } }),
      "wrong issuer": await access.token({ claims: { iss: "https://evil.cloudflareaccess.com" } }),
      expired: await access.token({ claims: { exp: nowS - 3600 } }),
      "alg none": `${part({ alg: "none", kid: "key-1" })}.${claims}.`,
      "unknown key": await access.token({ key: await makeKey("key-1") }),
      garbage: "a.b.c",
    };
    await expectNothing(request, {});
    await expectNothing(request, { Cookie: `CF_Authorization=${await access.token()}` });
    for (const token of Object.values(tokens)) await expectNothing(request, { [HEADER]: token });
  });

  test("by another spelling of a path, or as data", async ({ request, server }) => {
    const paths = ["/%6fps", "/OPS", "//ops", "/ops/", "/ops%2fwindows", "/ops.rsc", "/ops?_rsc=abc", "/./ops/audit"];
    for (const path of [...paths, "/ops/..%2fops/checks", `/ops/surfaces/%61pp-raxx-app`, "/_next/data/x/ops.json"]) {
      const response = await request.get(server.url + path, { headers: { RSC: "1" }, maxRedirects: 0 });
      expect([path, [308, 401, 404].includes(response.status())]).toEqual([path, true]);
      expect(await response.text()).not.toMatch(/Raxx operations|data-row|probe_url/);
    }
  });

  test("in a browser: the refusal shows nothing of the page", async ({ page }) => {
    expect((await page.goto("/ops"))?.status()).toBe(401);
    expect(await page.content()).not.toContain("Raxx operations");
  });
});

test("a form’s POST is refused without a token, from another site, and of no origin; the same passes from our own", async ({
  page,
  server,
  access,
  operator,
}) => {
  await page.goto(`/ops/surfaces/${APP}?action=clear`);
  await press(page, "Preview");
  const [sent] = await Promise.all([
    page.waitForRequest((request) => request.method() === "POST" && request.url().includes("/ops/surfaces")),
    press(page, "Confirm"),
  ]);
  await expect(page.getByRole("heading", { name: "Done." })).toBeVisible();
  const before = await lastLogged(server);
  await operator.pin(APP, "DOWN");
  const own = await sent.allHeaders();
  const body = new Uint8Array(sent.postDataBuffer() ?? []);
  const post = async (headers: Record<string, string | undefined>) => {
    const all = { ...pick(own, ["content-type", "next-action", "next-router-state-tree", "accept"]), ...headers };
    const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const response = await fetch(sent.url(), { method: "POST", headers: Object.fromEntries(given), body });
    return { status: response.status, text: await response.text() };
  };
  const token = await access.token({ claims: { email: RELIEF } });
  const ours = { Origin: server.url, "Sec-Fetch-Site": "same-origin", [HEADER]: token };
  expect((await post({ ...ours, [HEADER]: undefined })).status).toBe(401);
  for (const foreign of [
    { ...ours, Origin: "https://evil.example" },
    { ...ours, Origin: undefined },
    { ...ours, Origin: "null" },
    { ...ours, "Sec-Fetch-Site": "cross-site" },
  ]) {
    const { status, text } = await post(foreign);
    expect([status, text.includes("Raxx operations")]).toEqual([403, false]);
  }
  expect(await lastLogged(server)).toBe(before + 1); // the pin
  expect((await operator.shown(APP)).state).toBe("DOWN");
  expect((await post(ours)).status).toBe(200); // heard, and answered as before: it was acted on once
});

const pick = (headers: Record<string, string>, names: string[]) =>
  Object.fromEntries(names.flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])));

test("a local operator is told on each page what let them in", async ({ browser }) => {
  const server = await startServer({ env: { OPS_LOCAL_OPERATOR: ON_CALL } });
  const context = await browser.newContext({ baseURL: server.url, extraHTTPHeaders: {} }); // brings no assertion
  const page = await context.newPage();
  for (const path of ALL.slice(0, -1)) {
    await page.goto(path);
    await expect(page.locator("[data-strip=local]")).toContainText(
      `${ON_CALL} is signed in by the local imitation of Cloudflare Access`,
    );
  }
  await context.close();
  await server.stop();
});
