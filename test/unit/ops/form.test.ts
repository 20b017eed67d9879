import { describe, expect, test } from "vitest";
import { listMissing, readDraft, rebase, toDraft, toRequest, type WriteDraft } from "@/lib/schemas/ops-form";
import fc from "../../support/fast-check";

const NOW = Date.parse("2026-11-29T12:00:00Z");
const SEEN = { surface_id: "docs", version: 7 };

/** The form as a browser would send it: times are shown to the minute, and to the second in a record. */
function toForm(draft: WriteDraft): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(draft)) {
    if (name === "was") form.set(name, JSON.stringify(value));
    else if (name === "surfaces") form.set("surface", `${SEEN.surface_id}:${SEEN.version}`);
    else if (name === "surface_ids") {
      form.set("surface_ids_shown", "1");
      for (const id of draft.surface_ids ?? []) form.append("surface_id", id);
    } else if (name === "ticket_pending") {
      form.set("ticket_pending_shown", "1");
      if (value) form.set(name, "1");
    } else
      form.set(name, name.endsWith("_at") && name !== "updated_at" ? shownTime(name, String(value)) : String(value));
  }
  return form;
}

const shownTime = (name: string, time: string) =>
  time.slice(0, name === "opened_at" || name === "resolved_at" ? 19 : 16);

const time = fc.integer({ min: NOW, max: NOW + 10 ** 9 }).map((ms) => new Date(ms).toISOString());
const note = fc.string({ maxLength: 300, unit: "grapheme" }).map((text) => text.replaceAll("\r", ""));
/** A stored time, and what is typed over it: nothing, or a time to the minute. */
const edited = fc.tuple(time, fc.option(time.map((at) => `${at.slice(0, 16)}:00Z`)));

describe("a draft", () => {
  test("is read back from its form as it was, whatever the steps in between", () => {
    fc.assert(
      fc.property(edited, edited, note, note, (starts, ends, stored, typed) => {
        const was = { starts_at: starts[0], ends_at: ends[0], public_note: stored };
        const draft: WriteDraft = {
          ...{ action: "edit_window", window_id: "w", sequence: 3, public_note: typed },
          ...{ starts_at: starts[1] ?? starts[0], ends_at: ends[1] ?? ends[0], was },
        };
        const again = readDraft(toForm(readDraft(toForm(draft))));
        const kept = ([at, typedAt]: typeof starts) => (sameMinute([at, typedAt]) ? at : typedAt);
        expect(again).toEqual({ ...draft, starts_at: kept(starts), ends_at: kept(ends) });
        const { starts_at, ends_at, public_note } = toRequest(again, NOW);
        expect([starts_at, ends_at]).toEqual([
          sameMinute(starts) ? undefined : starts[1],
          sameMinute(ends) ? undefined : ends[1],
        ]);
        expect(public_note).toBe(typed === stored ? undefined : typed);
      }),
    );
  });

  test("takes another operator's values where it is untouched, and keeps what was typed", () => {
    const was = { starts_at: "2026-11-30T10:00:12.345Z", ends_at: "2026-11-30T12:00:12.345Z", public_note: "Ours." };
    const draft: WriteDraft = {
      action: "edit_window",
      window_id: "w",
      sequence: 0,
      ...was,
      public_note: "Typed.",
      was,
    };
    const stored = { ...was, ends_at: "2026-11-30T13:00:00Z", public_note: "Theirs." };
    const based = rebase(draft, { seen: { sequence: 1 }, stored });
    expect(based).toMatchObject({ sequence: 1, ends_at: stored.ends_at, public_note: "Typed.", was: stored });
    expect(toRequest(based, NOW)).toEqual({
      action: "edit_window",
      window_id: "w",
      sequence: 1,
      public_note: "Typed.",
    });
  });
});

describe("a window's surfaces", () => {
  const was = { surface_ids: ["docs", "app"], public_note: "" };
  const edit = (surface_ids: string[]): WriteDraft => ({ action: "edit_window", sequence: 0, surface_ids, was });
  const read = (surface_ids: string[]) => readDraft(toForm(edit(surface_ids)));

  test("are left as they are stored where the same ones are ticked, in whatever order", () => {
    expect(toRequest(read(["app", "docs"]), NOW).surface_ids).toBeUndefined();
    expect(toRequest(read(["app"]), NOW).surface_ids).toEqual(["app"]);
  });

  test("are missing where all were unticked, and only there", () => {
    const named = (draft: WriteDraft) => listMissing(draft).some(({ path }) => path === "surface_ids");
    expect([named(read([])), named(read(["app"])), named({ action: "edit_window" })]).toEqual([true, false, false]);
  });
});

describe("a request", () => {
  const override = { action: "override", surfaces: [SEEN], public_note: "Old.", was: { public_note: "Old." } };

  test.each<[string, Partial<WriteDraft>, object]>([
    [
      "a span counts from the confirmation",
      { state: "DOWN", expires_in: "60" },
      { expires_at: "2026-11-29T13:00:00.000Z" },
    ],
    [
      "the untouched note stays",
      { state: "DOWN", expires_in: "never" },
      { public_note: undefined, expires_at: undefined },
    ],
    ["OPERATIONAL clears, and removes an old note", { state: "OPERATIONAL" }, { action: "clear", public_note: null }],
    [
      "OPERATIONAL keeps a new note",
      { state: "OPERATIONAL", public_note: "New." },
      { action: "clear", public_note: "New." },
    ],
    [
      "an end of maintenance waits for its state",
      { state: "DOWN", maintenance_until: "x" },
      { maintenance_until: undefined },
    ],
    [
      "an unticked tag is taken off",
      { state: "DOWN", ticket_pending: false, was: { ticket_pending: true } },
      { ticket_pending: false },
    ],
  ])("%s", (_, typed, expected) => expect(toRequest({ ...override, ...typed }, NOW)).toMatchObject(expected));

  test("of a window has its duration from its start", () => {
    const plan = { action: "plan_window", surface_ids: ["docs"], starts_at: "2026-11-30T10:00:00Z", lasts: "90" };
    expect(toRequest(plan, NOW)).toMatchObject({ ends_at: "2026-11-30T11:30:00.000Z" });
  });

  test("that is undone becomes a form that asks for it", () => {
    const undo = {
      action: "override",
      surfaces: [SEEN],
      state: "DOWN",
      public_note: null,
      expires_at: null,
      maintenance_until: null,
    };
    expect(toRequest(toDraft(undo), NOW)).toMatchObject({ action: "override", state: "DOWN", public_note: "" });
  });
});

test.each<[string, WriteDraft, string[]]>([
  ["an override without a state", { action: "override" }, ["Choose a state."]],
  [
    "a time that was not chosen",
    { action: "override", state: "DOWN", expires_in: "at" },
    ["Choose when the override expires."],
  ],
  ["an empty window", { action: "plan_window", lasts: "60" }, ["Choose at least one surface.", "Choose a start time."]],
  [
    "an emptied end",
    { action: "edit_window", starts_at: "2026-11-30T10:00:00Z", ends_at: "" },
    ["Choose an end time."],
  ],
  [
    "a window that ends before it starts",
    { action: "edit_window", starts_at: "2026-11-30T10:00:00Z", ends_at: "2026-11-30T09:00:00Z" },
    ["The end must be after the start."],
  ],
  ["an emptied record", { action: "correct_incident", opened_at: "" }, ["Choose when the incident was opened."]],
  ["a long note", { action: "note", public_note: "x".repeat(281) }, ["Shorten the note by 1: at most 280."]],
])("%s is said in words", (_, draft, expected) => {
  expect(listMissing(draft).map(({ message }) => message)).toEqual(expected);
});

function sameMinute([stored, typed]: [string, string | null]): boolean {
  return typed === null || typed.slice(0, 16) === stored.slice(0, 16);
}
