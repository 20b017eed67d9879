import { describe, expect, it } from "vitest";
import { examplesOf } from "../../support/openapi";
import { DOCUMENTS } from "./documents";
import { describedFields, describedValues } from "./fields";

const FIELDS = DOCUMENTS.map(([, document]) => describedFields(document));
const internal = FIELDS[1] ?? [];
const textOf = (place: string): string | undefined => internal.find((field) => field.place === place)?.text;

const SURFACE = "The surface's id, which never changes.";
const INCIDENT = "The incident's public name: `inc_` and at least five digits.";
const WINDOW = "The window's name: `win_` and letters and digits.";

describe("a description", () => {
  it.each([
    ["Surface.id", SURFACE],
    ["PublicSnapshot.told[].id", INCIDENT],
    ["PublicSnapshot.told[].surfaces[].id", SURFACE],
    ["PublicSnapshot.windows[].id", WINDOW],
    ["Uptime.surfaces[].id", SURFACE],
    ["Uptime.surfaces[].incidents[].id", INCIDENT],
    ["WindowResult.id", WINDOW],
    ["StatuspagePage.id", "The page's id, which never changes."],
    ["StatuspageComponent.id", "The component's id, which never changes."],
    ["StatuspageGroup.id", "The group's id, which never changes."],
    ["StatuspageIncident.id", "The incident's id in this format."],
    ["StatuspageIncident.incident_updates[].id", "The update's id."],
    ["StatuspageMaintenance.id", "The maintenance's id in this format."],
    ["StatuspageIncident.incident_updates[].affected_components[].code", "The component's id."],
    ["Uptime.page.changes", "How many changes there were."],
    ["PublicSnapshot.told[].words", "The incident's updates, oldest first."],
    ["PublicSnapshot.told[].words[].phase", "How far the work on the incident was from this update on."],
    ["PublicSnapshot.told[].postmortem.at", "When it was published, in epoch milliseconds."],
    ["manageSubscription.result", "`saved`: the choices hold. `unsubscribed`: it has ended."],
    ["endWindow.id", WINDOW],
  ])("of %s is its own, not that of another field with its name", (place, text) => {
    expect(textOf(place)).toBe(text);
  });

  it("is there for every field and parameter, those of a single operation too", () => {
    expect(FIELDS.flat().filter(({ text }) => !text)).toEqual([]);
  });

  it("is shared only by fields of one type", () => {
    const shared = Object.values(Object.groupBy(internal, ({ text }) => text ?? ""));
    const torn = shared.flatMap((fields = []) => {
      const typed = fields.filter(({ types }) => types.length > 0);
      const isTorn = typed.some(({ types }) => !types.some((type) => typed[0]?.types.includes(type)));
      return isTorn ? [`${typed.map(({ place, types }) => `${place}: ${types}`).join(", ")}: ${typed[0]?.text}`] : [];
    });
    expect(torn).toEqual([]);
  });

  it.each([
    ["a surface's id", /^The surface's id/, /^[a-z0-9]+(?:-[a-z0-9]+)*$/],
    ["an incident's name", /^The incident's public name/, /^inc_\d{5,}$/],
    ["a window's name", /^The window's name/, /^win_[0-9a-z]+$/],
    ["a time in epoch milliseconds", /in epoch milliseconds/, /^1\d{12}$/],
  ])("that promises %s holds for every example", (_, promise, form) => {
    const values = DOCUMENTS.flatMap(([, document]) =>
      examplesOf(document).flatMap((example) => describedValues(document, example.schema, example.value)),
    ).filter(({ text, value }) => promise.test(text) && value !== null);
    expect(values.length).toBeGreaterThan(0);
    expect(values.filter(({ value }) => !form.test(String(value)))).toEqual([]);
  });
});

it("no integer is bounded by what JavaScript can hold", () => {
  expect(JSON.stringify(DOCUMENTS)).not.toContain(String(Number.MAX_SAFE_INTEGER));
});
