import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { messagesFor } from "@/components/messages/messages-for";
import { t } from "@/components/messages/t";
import { ConfirmPage, ManagePage, UnsubscribePage } from "@/components/subscribe/link-pages";
import { SubscribePage } from "@/components/subscribe/subscribe-page";
import { SubscribeSheet } from "@/components/ui/subscribe-sheet";
import { CHANNELS } from "@/lib/core/notices/channels";
import { LANGUAGES } from "@/lib/schemas/language";
import { ManageBody, SubscribeBody, TokenBody } from "@/lib/schemas/subscriptions";
import { parseForm } from "@/lib/server/form";

const TOKEN = "q0Jw2XcVb7Lk9ZtRy5Nf3Hs8Gd1Mp6Ae4Uo-IxQz_Tw";
const SURFACES = [
  { id: "api", name: "API" },
  { id: "web", name: "Web" },
];

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll("&amp;", "&");

/** A control's value as a browser sends it: a text as typed, the chosen option, a box that is ticked; null where it sends none. */
function readValue(tag: string, typed: Record<string, string>, ticked: readonly string[]): string | null {
  const value = attribute(tag, "value") ?? "";
  if (tag.startsWith("<select")) return attribute(/<option[^>]*selected[^>]*>/.exec(tag)?.[0] ?? tag, "value") ?? "";
  if (attribute(tag, "type") === "checkbox") return /\schecked/.test(tag) || ticked.includes(value) ? value : null;
  return typed[attribute(tag, "name") ?? ""] ?? value;
}

/** What a browser sends of each form. */
async function sent(html: string, typed: Record<string, string>, ticked: readonly string[] = []) {
  const forms = [...html.matchAll(/(<form[^>]*>)(.*?)<\/form>/gs)].map(async ([, head = "", body = ""]) => {
    const fields = new URLSearchParams();
    for (const [tag] of body.matchAll(/<input[^>]*>|<select.*?<\/select>/gs)) {
      const value = readValue(tag, typed, ticked);
      if (value !== null) fields.append(attribute(tag, "name") ?? "", value);
    }
    expect(attribute(head, "method")).toBe("post");
    const action = new URL(attribute(head, "action") ?? "", "https://status.raxx.app");
    const request = new Request(action, { method: "POST", body: fields });
    return { action, fields: await parseForm(request, new Uint8Array(await request.clone().arrayBuffer())) };
  });
  return Promise.all(forms);
}

const page = { channels: CHANNELS, surfaces: SURFACES, pushKey: null, done: null, problem: null, now: 1_000 };
const link = { token: TOKEN, done: null, problem: null };

describe.each(LANGUAGES)("in %s", (language) => {
  const messages = messagesFor(language);

  it("both forms of the sign-up send what its endpoint takes", async () => {
    const html = renderToStaticMarkup(createElement(SubscribePage, { messages, ...page }));
    const typed = { email: "someone@example.com", url: "https://hooks.slack.com/services/x" };
    const [mail, end] = (await sent(html, typed, ["web"])).map(({ fields }) => SubscribeBody.parse(fields));
    const choices = {
      kinds: ["incidents", "maintenance", "postmortems"],
      surfaces: ["web"],
      language,
      severity: "degraded",
    };
    expect(mail).toMatchObject({
      channel: "email",
      email: "someone@example.com",
      shown_at: 1_000,
      website: "",
      ...choices,
    });
    expect(end).toMatchObject({ channel: "webhook", url: "https://hooks.slack.com/services/x", ...choices });
  });

  it.each(["all", "mail", "push", "none"] as const)("the header's sheet offers what there is: %s", async (signUp) => {
    const html = renderToStaticMarkup(createElement(SubscribeSheet, { messages, signUp }));
    const [form] = await sent(html, { email: "someone@example.com" });
    const isMail = signUp === "all" || signUp === "mail";
    expect(form && SubscribeBody.parse(form.fields)).toEqual(
      isMail ? SubscribeBody.parse({ email: "someone@example.com", language, zone: "UTC", website: "" }) : undefined,
    );
    const path = language === "en" ? "/subscribe" : `/${language}/subscribe`;
    expect(html.includes(`href="${path}"`)).toBe(signUp !== "none");
    expect(/browser|navegador|navigateur|ブラウザー/i.test(html)).toBe(signUp === "all" || signUp === "push");
  });

  it("a link's page changes by its button alone, which sends the token", async () => {
    const pages = [
      createElement(ConfirmPage, { messages, ...link, surfaces: SURFACES, asked: null }),
      createElement(UnsubscribePage, { messages, ...link }),
    ];
    for (const element of pages) {
      const html = renderToStaticMarkup(element);
      const [form] = await sent(html, {});
      const token = form?.action.searchParams.get("token");
      expect(TokenBody.parse({ token })).toEqual({ token: TOKEN });
      expect(html).not.toMatch(/<(?:img|script|iframe)/);
    }
  });

  it("the confirming page shows what its button confirms, and a webhook's secret, until that is done", () => {
    const asked = {
      ...{ to: "https://hooks.example.com/x", secret: "whsec_abc", kinds: ["measured"], surfaces: ["web"] },
      ...{ severity: "down", language: "ja" },
    };
    const show = (more: object) =>
      renderToStaticMarkup(createElement(ConfirmPage, { messages, ...link, surfaces: SURFACES, asked, ...more }));
    const told = [
      asked.to,
      asked.secret,
      "Web",
      "日本語",
      t(messages, "subscribe.kinds.measured"),
      t(messages, "subscribe.severity.down"),
    ];
    const html = show({}).replaceAll("&#x27;", "'");
    for (const text of told) expect(html).toContain(text);
    expect(html).not.toContain(t(messages, "subscribe.kinds.postmortems"));
    expect(show({ done: "verifying" })).not.toContain(asked.secret);
  });

  it("the managing page shows what is chosen, and sends it back", async () => {
    const subscription = {
      to: "a@b.example",
      secret: null,
      zone: "Asia/Tokyo",
      kinds: ["maintenance"],
      surfaces: ["api"],
      severity: "down",
      language: "ja",
    };
    const html = renderToStaticMarkup(
      createElement(ManagePage, { messages, ...link, surfaces: SURFACES, subscription }),
    );
    const [form] = await sent(html, {});
    const { to: _, secret: __, ...chosen } = subscription;
    expect(ManageBody.parse({ token: TOKEN, ...form?.fields })).toMatchObject(chosen);
  });
});
