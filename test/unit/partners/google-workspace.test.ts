import { describe, expect, test } from "vitest";
import { feedOf, fixture, outcome, read } from "./feeds";

const feed = feedOf("google_workspace", { components: ["productMail", "productDrive"] });
const unlisted = { ...feed, components: undefined };
const [open, closed] = fixture("google-workspace");
const incident = (changes: object = {}) => ({ ...open, ...changes });
const withStatus = (status: unknown) => incident({ most_recent_update: { ...open.most_recent_update, status } });

describe("Google Workspace", () => {
  test("an open incident counts as it is now, not as its peak was; its time is the newest change", () => {
    expect(read(feed, [[open, closed]])).toEqual({
      state: "DEGRADED",
      incidentTitles: ["Some mail arrives late"],
      feedAt: Date.UTC(2026, 4, 4, 11, 5, 44),
    });
  });

  test.each([
    ["SERVICE_INFORMATION", "OPERATIONAL", 1],
    ["SERVICE_DISRUPTION", "DEGRADED", 1],
    ["SERVICE_OUTAGE", "DOWN", 1],
    ["AVAILABLE", "OPERATIONAL", 0],
    ["A_WORD_OF_NEXT_YEAR", "DEGRADED", 1],
  ])("%s reads %s", (status, state, titles) => {
    const reading = read(feed, [[withStatus(status), closed]]);
    expect(reading.state).toBe(state);
    expect(reading.incidentTitles).toHaveLength(titles);
  });

  test("without an update the peak counts, and without either it is degraded", () => {
    expect(outcome(feed, [[incident({ most_recent_update: null })]])).toBe("DOWN");
    expect(outcome(feed, [[incident({ most_recent_update: null, status_impact: null })]])).toBe("DEGRADED");
  });

  test("open is what has no end", () => {
    expect(outcome(feed, [[incident({ end: undefined })]])).toBe("DEGRADED");
    expect(read(feed, [[incident({ end: "2026-05-04T11:00:00+00:00" })]])).toMatchObject({
      state: "OPERATIONAL",
      incidentTitles: [],
    });
  });

  test("only listed products count, by id or by title, also as one of multiple products", () => {
    const many = (affected_products: object[]) => incident({ service_key: "", affected_products });
    const chat = { id: "productChat", title: "Chat" };
    expect(outcome(feed, [[many([chat])]])).toBe("OPERATIONAL");
    expect(outcome(unlisted, [[many([chat])]])).toBe("DEGRADED");
    expect(outcome(feed, [[many([chat, { id: "productDrive", title: "Drive" }])]])).toBe("DEGRADED");
    expect(outcome({ ...feed, components: ["Chat"] }, [[many([chat])]])).toBe("DEGRADED");
    expect(outcome(feed, [[incident({ affected_products: [] })]])).toBe("DEGRADED");
  });

  test("an incident that names no product at all counts", () => {
    expect(outcome(feed, [[incident({ service_key: "", affected_products: [] })]])).toBe("DEGRADED");
  });

  test("a history without incidents is healthy, unless its age is to be checked", () => {
    expect(read(feed, [[]])).toEqual({ state: "OPERATIONAL", incidentTitles: [], feedAt: null });
    expect(outcome({ ...feed, max_age_days: 30 }, [[]])).toBe("over_age");
    expect(outcome({ ...feed, max_age_days: 30 }, [[closed]])).toBe("over_age");
    expect(outcome({ ...feed, max_age_days: 40 }, [[closed]])).toBe("OPERATIONAL");
  });

  test("a title without its label is a title too", () => {
    expect(read(feed, [[incident({ external_desc: "Mail is slow\nMore." })]]).incidentTitles).toEqual(["Mail is slow"]);
  });

  test.each([
    ["an object", { incidents: [] }],
    ["numbers", [1, 2]],
    ["null inside", [null]],
    ["empty objects", [{}]],
    ["an incident without times", [{ id: "x", end: "y" }]],
    ["times that are none", [incident({ modified: "today" })]],
  ])("%s is no history", (_, body) => {
    expect(outcome(feed, [body])).toBe("unparseable");
  });
});
