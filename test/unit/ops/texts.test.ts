import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { ActionsPage } from "@/components/ops/actions-page";
import { remarkText } from "@/components/ops/remark-text";

describe("an operator's action", () => {
  const html = (public_note: string) => {
    const asked = {
      surfaces: [{ surface_id: "api" }],
      state: "DOWN",
      expires_at: Date.UTC(2026, 10, 29, 14),
      public_note,
    };
    const act = {
      id: 1,
      actor: "operator:on-call@raxx.app",
      action: "override",
      created_at: "2026-11-29T13:00:00Z",
      asked,
    };
    return renderToStaticMarkup(createElement(ActionsPage, { actions: [act] as never, names: { api: "API" } }));
  };

  test.each([
    ["which is none", "Search has failed since 2026-11-29T14Z."],
    ["of a day that is none", "Fails since 2026-13-01T10:00Z."],
    ["as it is stored", "Fails since 2026-11-29T12:05:00.000Z."],
  ])("quotes a note as it was written, with a time %s", (_, note) => {
    expect(html(note)).toContain(`: “${note}”`);
  });

  test("says its own times in words", () => {
    expect(html("Search fails.")).toMatch(/until <time dateTime="2026-11-29T14:00:00.000Z"[^>]*>Nov 29, 14:00 UTC/);
  });
});

test.each([
  ["copy policy left out 1 sentence(s): forward_looking", "the note policy removed 1 sentence: a promise"],
  [
    "note; copy policy left out 2 sentence(s): credential, broker_name",
    "note; the note policy removed 2 sentences: a credential, a broker’s name",
  ],
  [
    "Ticket 7: a part of its note is not published (credential)",
    "Ticket 7: a part of its note is not published (a credential)",
  ],
  ["The prober's credential expires in 3 days", "The prober's credential expires in 3 days"],
])("the remark %s is said as %s", (remark, said) => {
  expect(remarkText(remark)).toBe(said);
});
