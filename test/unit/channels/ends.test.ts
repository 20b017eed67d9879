import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import type { Channel, Outcome } from "@/lib/integrations/channels/channel";
import { discord } from "@/lib/integrations/channels/discord";
import { googleChat } from "@/lib/integrations/channels/google-chat";
import { slack } from "@/lib/integrations/channels/slack";
import { teams } from "@/lib/integrations/channels/teams";
import { signWebhook, webhook } from "@/lib/integrations/channels/webhook";
import { isPublicUrl } from "@/lib/schemas/public-url";
import type { Reply } from "../../fakes/server";
import { outsideForFile } from "../../support/outside";
import { outgoing } from "./message";

const { world } = outsideForFile();

const URLS: Record<string, [channel: () => Channel, url: string]> = {
  webhook: [webhook, "https://hooks.example.com/in"],
  slack: [slack, "https://hooks.slack.com/services/T0/B0/x"],
  discord: [discord, "https://discord.com/api/webhooks/1/x"],
  teams: [teams, "https://prod-1.westeurope.logic.azure.com/workflows/x"],
  "google chat": [googleChat, "https://chat.googleapis.com/v1/spaces/x/messages?key=k"],
};
const NAMES = Object.keys(URLS);

const pathOf = (url: string) => `/${new URL(url).host}${new URL(url).pathname}`;

async function sendTo(name: string, reply: Reply): Promise<Outcome | undefined> {
  const [channel, url] = URLS[name] ?? [];
  if (!channel || !url) throw new Error(`no ${name}`);
  world().at(pathOf(url), reply);
  const [outcome] = await channel().send([outgoing(url)]);
  return outcome;
}
const lastBody = () => JSON.parse(world().asked.at(-1)?.body ?? "null");

describe.each(NAMES)("an end of %s", (name) => {
  it("has been sent to by 2xx alone: a redirect is a failure, and is not followed", async () => {
    expect(await sendTo(name, { status: 202 })).toEqual({ result: "sent" });
    const before = world().asked.length;
    const elsewhere = { Location: "https://metadata.example.com/" };
    expect(await sendTo(name, { status: 302, headers: elsewhere })).toMatchObject({ result: "later" });
    expect(world().asked.length).toBe(before + 1);
  });

  it("may wish for a time, and is tried again after what may pass", async () => {
    const wish = { status: 429, headers: { "Retry-After": "90" } };
    expect(await sendTo(name, wish)).toEqual({ result: "later", afterS: 90, why: "status 429" });
    const [now, later] = ["Mon, 30 Nov 2026 12:00:00 GMT", "Mon, 30 Nov 2026 12:02:00 GMT"];
    const until = (date: string) => ({ status: 503, headers: { Date: now, "Retry-After": date } });
    expect(await sendTo(name, until(later))).toMatchObject({ result: "later", afterS: 120 });
    for (const none of [now, "soon", "-1"])
      expect(await sendTo(name, until(none))).toEqual({ result: "later", why: "status 503" });
    expect(await sendTo(name, { status: 503 })).toMatchObject({ result: "later" });
    expect(await sendTo(name, { act: "drop" })).toEqual({ result: "later", why: "no answer", isUnanswered: true });
  });

  it("is gone by 410, and a chat's by 404 too", async () => {
    expect(await sendTo(name, { status: 410 })).toMatchObject({ result: "gone" });
    expect(await sendTo(name, { status: 404 })).toMatchObject({ result: name === "webhook" ? "later" : "gone" });
  });
});

it("A chat's message goes to the chat's own hosts only", async () => {
  for (const [channel] of Object.values(URLS).slice(1)) {
    const before = world().asked.length;
    const outcomes = await channel().send([
      outgoing("https://example.com/x"),
      outgoing("https://hooks.slack.com.example.com/x"),
      outgoing("nothing"),
    ]);
    expect(outcomes.map(({ result }) => result)).toEqual(["gone", "gone", "gone"]);
    expect(world().asked.length).toBe(before);
  }
});

it("Slack gets its three signs escaped and no other, and no entity is cut in half", async () => {
  const [channel, url] = URLS.slack ?? [];
  if (!channel || !url) throw new Error("no slack");
  world().at(pathOf(url), {});
  await channel().send([outgoing(url, { title: 'A "b"', text: `"Quoted" & ${"<".repeat(3_000)}` })]);
  const [title, text] = lastBody().blocks.map((block: { text: { text: string } }) => block.text.text);
  expect(title).toBe('*A "b"*');
  expect(text).toMatch(/^"Quoted" &amp; (?:&lt;)+\n<https:/);
  expect(text.length).toBeLessThanOrEqual(3_000);
});

it("No text calls a channel, hides a link or is read as markup", async () => {
  await sendTo("slack", {});
  expect(JSON.stringify(lastBody())).toContain("&lt;!channel&gt;");
  expect(JSON.stringify(lastBody())).not.toContain("<!channel>");
  await sendTo("discord", {});
  expect(lastBody().allowed_mentions).toEqual({ parse: [] });
  await sendTo("teams", {});
  expect(lastBody().attachments[0].content.body[1].text).toBe("Line one <!channel> \\[a\\]\\(https://evil.example\\)");
  await sendTo("google chat", {});
  expect(lastBody().cardsV2[0].card.sections[0].widgets[0].textParagraph.text).toContain("&lt;!channel&gt;");
  expect(lastBody().thread).toEqual({ threadKey: "incident:12" });
});

it("A webhook's receiver finds it signed by its own secret, and by no other", async () => {
  const message = { ...outgoing("https://hooks.example.com/in"), at: Date.now() };
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  world().at("/hooks.example.com/in", {});
  expect(await webhook().send([{ ...message, end: { ...message.end, secret } }])).toEqual([{ result: "sent" }]);
  const { headers, body } = world().asked.at(-1) ?? { headers: {}, body: "" };
  const signed = headers as Record<string, string>;
  expect(new Webhook(secret).verify(body, signed)).toEqual(JSON.parse(body));
  expect(() => new Webhook(`whsec_${"A".repeat(32)}`).verify(body, signed)).toThrow(/signature/i);
  expect(() => new Webhook(secret).verify(`${body} `, signed)).toThrow(/signature/i);
});

it("A webhook is signed as Standard Webhooks signs it", async () => {
  // The values are those of the `standardwebhooks` package for this secret, id, time and body.
  const signed = signWebhook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", {
    id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
    at: 1_614_265_330_000,
    body: '{"test": 2432232314}',
  });
  expect(signed).toEqual({
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
  await sendTo("webhook", {});
  const { headers, body } = world().asked.at(-1) ?? { headers: {}, body: "" };
  expect(headers).toMatchObject(
    signWebhook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", { id: "msg_1", at: 1_614_265_330_000, body }),
  );
});

it.each([
  ["http://example.com/", false],
  ["https://example.com/hook?a=b", true],
  ["https://example.com:8443/", false],
  ["https://user:pass@example.com/", false],
  ["https://localhost/", false],
  ["https://127.0.0.1/", false],
  ["https://2130706433/", false],
  ["https://0x7f.1/", false],
  ["https://[::1]/", false],
  ["https://169.254.169.254/latest", false],
  ["https://db.internal/", false],
  ["https://intranet/", false],
  ["https://example.com./", true],
  ["https://localhost./", false],
  ["https://api.raxx.app/", false],
  ["https://raxx.app/", false],
  ["https://notraxx.app/", true],
  ["javascript:alert(1)", false],
])("%s is public: %s", (url, expected) => {
  expect(isPublicUrl(url)).toBe(expected);
});
