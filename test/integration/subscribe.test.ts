import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FakePostmark, headerOf, startPostmark } from "../fakes/postmark";
import { get, post, request } from "../support/http";
import { startServer, type TestServer } from "../support/server";

const ADDRESS = "someone@example.com";
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const FROM_PAGE = { ...FORM, Accept: "text/html" };
const TABLES = [
  "subscribers",
  "subscriber_tokens",
  "subscriber_suppressions",
  "notice_events",
  "notice_deliveries",
].concat(["subscriber_contacts", "subscriber_marks", "subscriber_confirmations"]);

let postmark: FakePostmark;
let server: TestServer;
beforeAll(async () => {
  postmark = await startPostmark();
  server = await startServer({
    env: {
      ...{ POSTMARK_SERVER_TOKEN: postmark.token, POSTMARK_API_URL: postmark.server.url },
      ...{ POSTMARK_WEBHOOK_TOKEN: "hook" },
    },
  });
});
beforeEach(async () => {
  for (const name of TABLES) await server.sql(`DELETE FROM ${name}`);
  postmark.taken.length = 0;
});
afterAll(() => Promise.all([server.stop(), postmark.stop()]));

const tick = () => server.tick(Date.now());
const send = (path: string, fields: string, headers: Record<string, string> = FROM_PAGE) =>
  request(server, path, { method: "POST", headers, body: fields });
const states = () =>
  server.sql<{ state: string }>("SELECT state FROM subscribers").then((rows) => rows.map((row) => row.state));

/** The path of the one link in the last mail to the address. */
function lastLink(): string {
  const links =
    postmark
      .to(ADDRESS)
      .at(-1)
      ?.TextBody.match(/https:\/\/status\.raxx\.app\S+/g) ?? [];
  expect(links).toHaveLength(1);
  return (links[0] ?? "").replace("https://status.raxx.app", "");
}

/** An incident, by the write API. */
const report = (state: string, note: string) =>
  post(
    server,
    "/api/internal/status/update-surface",
    { surface_id: "app-raxx-app", state, state_source: "manual", public_note: note },
    { "X-Internal-Status-Token": server.secrets.STATUS_INTERNAL_WRITE_TOKEN },
  );

it("A subscriber's life by forms, in German: sign up, confirm, be told, unsubscribe; and a GET changes nothing", async () => {
  const form = new URLSearchParams([
    ["email", ADDRESS],
    ["language", "de"],
    ["kinds", "incidents"],
    ["kinds", "maintenance"],
  ]);
  const sent = await send("/de/subscribe", form.toString());
  expect([sent.status, sent.headers.get("Location")]).toEqual([303, "/de/subscribe?done=accepted"]);
  expect((await get(server, "/de/subscribe?done=accepted")).text).toContain("Bitte in die Mail schauen");
  await tick();
  const link = lastLink();
  expect(link).toMatch(/^\/de\/subscribe\/confirm\?token=[\w-]{43}$/);
  const page = await get(server, link);
  expect(page.headers.get("Cache-Control")).toBe("no-store");
  expect(page.text).toContain('name="referrer" content="no-referrer"');
  expect(page.text).toContain('name="robots" content="noindex"');
  expect(await states()).toEqual(["pending"]);
  const confirmed = await send(link, "");
  expect(confirmed.headers.get("Location")).toMatch(/^\/de\/subscribe\/confirm\?token=[\w-]+&done=confirmed$/);
  expect(await states()).toEqual(["confirmed"]);
  await report("DOWN", "Logins fail.");
  await tick();
  await tick();
  expect(postmark.taken).toHaveLength(2);
  const [, notice] = postmark.to(ADDRESS);
  expect(notice?.Subject).toBe("Störung: Logins fail");
  const unsubscribe =
    /^<https:\/\/status\.raxx\.app(\/unsubscribe\?token=[\w-]{43})>$/.exec(
      (notice && headerOf(notice, "List-Unsubscribe")) ?? "",
    )?.[1] ?? "";
  expect((await get(server, unsubscribe)).status).toBe(200);
  expect(await states()).toEqual(["confirmed"]);
  const oneClick = await send(unsubscribe, "List-Unsubscribe=One-Click", FORM);
  expect([oneClick.status, oneClick.text]).toEqual([200, '{"result":"unsubscribed"}']);
  expect((await send(unsubscribe, "List-Unsubscribe=One-Click", FORM)).text).toBe(oneClick.text);
  expect(await states()).toEqual([]);
  await report("OPERATIONAL", "All is well.");
  await tick();
  expect(postmark.taken).toHaveLength(2);
});

describe("a sign-up", () => {
  it("is answered byte for byte the same, new, known or suppressed", async () => {
    const texts = [];
    for (let turn = 0; turn < 3; turn++) texts.push((await post(server, "/subscribe", { email: ADDRESS })).text);
    await post(server, "/api/webhooks/postmark/hook", { RecordType: "SpamComplaint", Email: ADDRESS });
    texts.push((await post(server, "/subscribe", { email: ADDRESS })).text);
    expect(new Set(texts)).toEqual(new Set(['{"result":"accepted"}']));
    await tick();
    expect(postmark.to(ADDRESS)).toEqual([]);
  });

  it.each([
    [{ email: "nobody" }, "email"],
    [{ email: ADDRESS, surfaces: ["nope"] }, "surfaces"],
    [{ email: ADDRESS, kinds: ["all"] }, "kinds.0"],
    [{ email: ADDRESS, zone: "z".repeat(65) }, "zone"],
    [{ channel: "webhook", email: ADDRESS, url: "http://example.com" }, "url"],
    [{ channel: "webhook", email: ADDRESS, url: "https://169.254.169.254/" }, "url"],
    [{ channel: "webhook", email: ADDRESS }, "url"],
    [{ channel: "slack", email: ADDRESS, url: "https://hooks.slack.com.example.com/x" }, "url"],
    [{ channel: "push" }, "push"],
  ])("%o is refused for its %s, and nothing is written", async (body, path) => {
    const { status, body: problem } = await post<{ issues: { path: string }[] }>(server, "/subscribe", body);
    expect([status, problem.issues[0]?.path]).toEqual([422, path]);
    expect(await states()).toEqual([]);
  });

  it("of a form that is wrong leads back to the page, which says so", async () => {
    const { headers } = await send("/subscribe", "email=nobody");
    expect(headers.get("Location")).toBe("/subscribe?problem=invalid_request");
    expect((await get(server, "/subscribe?problem=invalid_request")).text).toContain("That did not work");
  });
});

it("Postmark's webhook is closed without its token, and another page takes no POST", async () => {
  const bounce = { RecordType: "Bounce", Type: "HardBounce", Email: ADDRESS };
  expect((await post(server, "/api/webhooks/postmark/guess", bounce)).status).toBe(401);
  expect((await post(server, "/api/webhooks/postmark/hook", bounce)).body).toEqual({ result: "suppressed" });
  expect((await send("/history", "a=b")).status).toBe(405);
});

it("Without a mail channel the page says that nothing is set up, and its endpoints answer 503", async () => {
  const closed = await startServer();
  try {
    expect((await get(closed, "/subscribe")).text).toContain("no subscriptions set up");
    expect((await post(closed, "/subscribe", { email: ADDRESS })).status).toBe(503);
    expect((await post(closed, "/api/webhooks/postmark/hook", {})).status).toBe(503);
  } finally {
    await closed.stop();
  }
});
