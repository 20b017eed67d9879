import { describe, expect, it } from "vitest";
import { STEPS } from "@/lib/core/notices/event";
import { renderLetter } from "@/lib/output/notices/render-letter";
import { renderBody, renderNotice, type ToldEvent } from "@/lib/output/notices/render-notice";
import { NOTICE_TEXTS } from "@/lib/output/notices/texts";
import { formatInstant } from "@/lib/output/notices/when";
import { LANGUAGES } from "@/lib/schemas/language";
import { WebhookBody } from "@/lib/schemas/notices";

const AT = Date.UTC(2026, 6, 1, 9, 30);
const UNSUBSCRIBE = "https://status.raxx.app/unsubscribe?token=abc";

const told = (more: Partial<ToldEvent> = {}, content: Partial<ToldEvent["content"]> = {}): ToldEvent => ({
  subject: "incident:12",
  revision: 1,
  step: "opened",
  kind: "incidents",
  isOver: false,
  severity: "down",
  at: AT,
  content: {
    title: "Sign-in fails",
    note: "Sign-in fails for all.",
    phase: "identified",
    surfaces: [{ id: "auth", name: "Authentication" }],
    path: "/incidents/inc_00012",
    starts_at: null,
    ends_at: null,
    ...content,
  },
  ...more,
});
const english = { language: "en", zone: "UTC" } as const;

describe("a notice", () => {
  it("says nothing twice: neither a title that is its note's first sentence, nor a phase in the note's own words", () => {
    const words = { title: "We are investigating", note: "We are investigating.", phase: "investigating" } as const;
    expect(renderNotice([told({}, words)], english, null).text).toBe(
      "New · 1 Jul 2026, 09:30 UTC\nWe are investigating.\nAffected: Authentication (down)",
    );
    const more = { title: "Sign-in fails", note: "Sign-in fails. Trading goes on." };
    expect(renderNotice([told({}, more)], english, null).text).toBe(
      "New · 1 Jul 2026, 09:30 UTC\nSign-in fails. Trading goes on.\nThe cause is known\nAffected: Authentication (down)",
    );
  });

  it("says first what has happened, then when, where and how bad, and ends with the ways out", () => {
    expect(renderNotice([told()], english, UNSUBSCRIBE)).toMatchObject({
      title: "New: Sign-in fails",
      subject: "Incident: Sign-in fails",
      url: "https://status.raxx.app/incidents/inc_00012",
      mailText: [
        "New · 1 Jul 2026, 09:30 UTC\nSign-in fails\nThe cause is known\nSign-in fails for all.\nAffected: Authentication (down)",
        "Open on the status page: https://status.raxx.app/incidents/inc_00012",
        `-- \nYou get this because you subscribed to Raxx's status.\nUnsubscribe: ${UNSUBSCRIBE}\nChange what you get: enter your address at https://status.raxx.app/subscribe`,
      ].join("\n\n"),
    });
  });

  it("of several revisions has each, under one subject; of several subjects it is a digest", () => {
    const both = renderNotice([told(), told({ revision: 2, step: "resolved", isOver: true })], english, null);
    expect(both.title).toBe("Resolved: Sign-in fails");
    expect(both.subject).toBe("Incident: Sign-in fails");
    expect(both.text.split("\n\n")).toHaveLength(2);
    const digest = renderNotice(
      [told(), told({ subject: "incident:13" }, { title: "Charts are late" })],
      english,
      null,
    );
    expect(digest).toMatchObject({
      title: "2 status updates",
      subject: "2 status updates",
      url: "https://status.raxx.app/",
    });
    expect(digest.text).toContain("Charts are late");
  });

  it("can't begin another header, and is no markup", () => {
    const { subject, html } = renderNotice(
      [told({}, { title: "A\r\nBcc: x@example.com\u2028<b>" })],
      english,
      UNSUBSCRIBE,
    );
    expect(subject).toBe("Incident: A Bcc: x@example.com <b>");
    expect(html).toContain("&lt;b&gt;");
    expect(html).not.toMatch(/<(?:b|img|script|link|style)\b|src=|url\(/);
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => new URL(href ?? "").host)).toEqual(
      Array(3).fill("status.raxx.app"),
    );
  });

  it.each([
    ["See https://status.raxx.app.evil.example/x", null],
    ["See https://status.raxx.app@evil.example/x", null],
    ["See https://status.raxx.app:x@evil.example/x", null],
    ["See https://status.raxx.application/x", null],
    ["See https://status.raxx.app-x.example", null],
    ['See "https://status.raxx.app/history?a=1&b=2" there', "https://status.raxx.app/history?a=1&amp;b=2"],
    ["See 'https://status.raxx.app/history', there", "https://status.raxx.app/history"],
    ["See <https://status.raxx.app/history>.", "https://status.raxx.app/history"],
    ["See https://status.raxx.app.", "https://status.raxx.app"],
    ["See (https://status.raxx.app/history).", "https://status.raxx.app/history"],
  ])("makes a link of our own host alone: %s", (note, href) => {
    const { html } = renderNotice([told({}, { note })], english, null);
    const links = [...html.matchAll(/<a href="([^"]*)">/g)].map(([, link]) => link);
    expect(links.slice(0, -2)).toEqual(href === null ? [] : [href]); // the last two are the notice's own
  });

  it.each(LANGUAGES)("in %s has a text for each step, and leaves no blank", (language) => {
    for (const step of STEPS) {
      const planned = { starts_at: "2026-07-02T22:00:00Z", ends_at: "2026-07-02T23:00:00Z" };
      const { mailText, title } = renderNotice(
        [told({ step }, planned)],
        { language, zone: "Europe/Berlin" },
        UNSUBSCRIBE,
      );
      expect(`${title} ${mailText}`).not.toMatch(/[{}]|undefined/);
      expect(mailText).toContain("22:00 UTC");
    }
    for (const letter of ["confirm", "manage", "disabled"] as const) {
      const values = { url: "https://status.raxx.app/x", channel: "Slack", host: "hooks.slack.com" };
      const { mailText } = renderLetter(letter, { language }, values);
      expect(mailText).toContain("https://status.raxx.app/x");
      expect(mailText).not.toMatch(/[{}]|undefined/);
    }
    const used = JSON.stringify(NOTICE_TEXTS[language])
      .match(/\{\w+\}/g)
      ?.sort();
    expect(used).toEqual(
      JSON.stringify(NOTICE_TEXTS.en)
        .match(/\{\w+\}/g)
        ?.sort(),
    );
  });
});

it("A time names the reader's zone, on both sides of its clock change, with UTC beside", () => {
  expect(formatInstant("2026-07-01T09:30:00Z", "en", "Europe/London")).toBe("1 Jul 2026, 10:30 BST (09:30 UTC)");
  expect(formatInstant("2026-12-01T09:30:00Z", "en", "Europe/London")).toBe("1 Dec 2026, 09:30 GMT (09:30 UTC)");
  expect(formatInstant("2026-12-01T09:30:00Z", "de", "Europe/Berlin")).toBe("1. Dez. 2026, 10:30 MEZ (09:30 UTC)");
  expect(formatInstant("2026-12-01T09:30:00Z", "en", "UTC")).toBe("1 Dec 2026, 09:30 UTC");
});

it("A webhook's body has its events as its schema says", () => {
  expect(WebhookBody.parse(renderBody([told()], AT)).data.events[0]).toMatchObject({ revision: 1, is_over: false });
});
