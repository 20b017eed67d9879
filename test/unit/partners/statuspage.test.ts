import { describe, expect, test } from "vitest";
import { feedOf, fixture, outcome, read } from "./feeds";

const listed = feedOf("statuspage", { components: ["DNS", "Edge"], max_age_days: 90 });
const unlisted = feedOf("statuspage");

const page = (changes: object = {}) => ({ ...fixture("statuspage"), ...changes });
const incident = (changes: object = {}) => ({ ...fixture("statuspage-incident"), ...changes });
const maintenance = (changes: object = {}) => ({ ...fixture("statuspage-maintenance"), ...changes });
const withStatus = (name: string, status: unknown) => {
  const summary = page();
  for (const component of summary.components) if (component.name === name) component.status = status;
  return summary;
};

describe("components", () => {
  test("all well: operational, with the feed's time as an instant whatever its offset", () => {
    const healthy = { state: "OPERATIONAL", incidentTitles: [], feedAt: Date.UTC(2026, 4, 4, 11, 30, 0, 125) };
    expect(read(listed, [page()])).toEqual(healthy);
    expect(read(unlisted, [page()])).toEqual(healthy);
  });

  test.each([
    ["operational", "OPERATIONAL"],
    ["degraded_performance", "DEGRADED"],
    ["partial_outage", "PARTIAL"],
    ["major_outage", "DOWN"],
    ["under_maintenance", "MAINTENANCE"],
    ["a word of next year", "DEGRADED"],
    ["constructor", "DEGRADED"],
    ["", "DEGRADED"],
  ])("a listed one in %j reads %s", (status, state) => {
    expect(outcome(listed, [withStatus("DNS", status)])).toBe(state);
    expect(outcome(unlisted, [withStatus("DNS", status)])).toBe(state);
  });

  test("the worst one counts", () => {
    const summary = withStatus("Edge", "degraded_performance");
    summary.components[2].status = "major_outage";
    expect(outcome(listed, [summary])).toBe("DOWN");
  });

  test("one that is not listed counts for nothing, whatever the page's indicator says", () => {
    const summary = withStatus("Reykjavik - (KEF)", "major_outage");
    summary.status = { indicator: "critical", description: "Major Service Outage" };
    expect(outcome(listed, [summary])).toBe("OPERATIONAL");
    expect(outcome(unlisted, [summary])).toBe("DOWN");
  });

  test("a group is none: it neither counts nor stands for a listed name", () => {
    expect(outcome(unlisted, [withStatus("Core", "major_outage")])).toBe("OPERATIONAL");
    expect(outcome({ ...listed, components: ["Core"] }, [page()])).toBe("component_vanished");
  });

  test("a listed one that is gone, or has another name now, fails the poll", () => {
    for (const name of ["Edges", "edge", "Edge "]) {
      expect(outcome({ ...listed, components: ["DNS", name] }, [page()])).toBe("component_vanished");
    }
    expect(outcome(listed, [page({ components: [] })])).toBe("component_vanished");
    expect(outcome(unlisted, [page({ components: [] })])).toBe("component_vanished");
  });

  test("one that is gone fails the poll even beside another that is down", () => {
    expect(outcome({ ...listed, components: ["DNS", "Gone"] }, [withStatus("DNS", "major_outage")])).toBe(
      "component_vanished",
    );
  });

  test("may be listed by id", () => {
    const byId = { ...listed, components: ["cmpdns000001"] };
    expect(outcome(byId, [withStatus("DNS", "partial_outage")])).toBe("PARTIAL");
    expect(outcome(byId, [withStatus("Edge", "partial_outage")])).toBe("OPERATIONAL");
  });
});

describe("incidents", () => {
  const during = (...incidents: object[]) => page({ incidents });

  test("an open one that touches a listed component counts, although the indicator says none", () => {
    expect(read(listed, [during(incident())])).toMatchObject({
      state: "DEGRADED",
      incidentTitles: ["Requests at the edge are slow"],
    });
  });

  test.each([
    ["none", "OPERATIONAL"],
    ["minor", "DEGRADED"],
    ["major", "PARTIAL"],
    ["critical", "DOWN"],
    ["maintenance", "MAINTENANCE"],
    ["a word of next year", "DEGRADED"],
    [null, "DEGRADED"],
    [undefined, "DEGRADED"],
  ])("impact %j reads %s", (impact, state) => {
    expect(outcome(listed, [during(incident({ impact }))])).toBe(state);
  });

  test.each(["investigating", "identified", "monitoring", "a word of next year", null])("%j is open", (status) => {
    expect(outcome(listed, [during(incident({ status }))])).toBe("DEGRADED");
  });

  test.each(["resolved", "postmortem", "completed", "scheduled"])("%j is not open", (status) => {
    expect(read(listed, [during(incident({ status, impact: "critical" }))])).toMatchObject({
      state: "OPERATIONAL",
      incidentTitles: [],
    });
  });

  test("one on other components counts for nothing, and is no news to operators", () => {
    const elsewhere = incident({ impact: "critical", components: [{ id: "x", name: "Reykjavik - (KEF)" }] });
    expect(read(listed, [during(elsewhere)])).toMatchObject({ state: "OPERATIONAL", incidentTitles: [] });
    expect(outcome(unlisted, [during(elsewhere)])).toBe("DOWN");
  });

  test("one that names no component moves no listed one, but operators read of it", () => {
    const bare = incident({ impact: "critical", components: [], incident_updates: [] });
    expect(read(listed, [during(bare)])).toMatchObject({ state: "OPERATIONAL", incidentTitles: [bare.name] });
    expect(outcome(unlisted, [during(bare)])).toBe("DOWN");
  });

  test("one without a list of components touches those of its updates", () => {
    expect(outcome(listed, [during(incident({ components: undefined }))])).toBe("DEGRADED");
    expect(outcome(listed, [during(incident({ components: null, incident_updates: null }))])).toBe("OPERATIONAL");
  });

  test("the worst of several counts, and of their components", () => {
    const both = [incident(), incident({ impact: "critical" })];
    expect(outcome(listed, [during(...both)])).toBe("DOWN");
    const summary = withStatus("DNS", "major_outage");
    expect(outcome(listed, [{ ...summary, incidents: [incident()] }])).toBe("DOWN");
  });
});

describe("maintenance", () => {
  const during = (...scheduled_maintenances: object[]) => page({ scheduled_maintenances });

  test.each([
    ["scheduled", "OPERATIONAL"],
    ["in_progress", "MAINTENANCE"],
    ["verifying", "MAINTENANCE"],
    ["completed", "OPERATIONAL"],
  ])("%s reads %s", (status, state) => {
    const titles = state === "MAINTENANCE" ? ["New resolvers"] : [];
    expect(read(listed, [during(maintenance({ status }))])).toMatchObject({ state, incidentTitles: titles });
  });

  test("of other components is nothing", () => {
    const elsewhere = maintenance({ components: [{ id: "x", name: "Reykjavik - (KEF)" }] });
    expect(outcome(listed, [during(elsewhere)])).toBe("OPERATIONAL");
    expect(outcome(unlisted, [during(elsewhere)])).toBe("MAINTENANCE");
  });

  test("hides no worse state", () => {
    expect(outcome(listed, [{ ...during(maintenance()), incidents: [incident()] }])).toBe("DEGRADED");
  });
});

describe("age", () => {
  const updatedAt = (updated_at: unknown) => page({ page: { ...page().page, updated_at } });

  test("a feed older than its limit fails the poll", () => {
    expect(outcome(listed, [updatedAt("2026-02-03T12:00:00Z")])).toBe("OPERATIONAL");
    expect(outcome(listed, [updatedAt("2026-02-03T11:59:59Z")])).toBe("over_age");
    expect(outcome(listed, [updatedAt("2026-02-03T07:59:59.000-05:00")])).toBe("OPERATIONAL");
    expect(outcome(unlisted, [updatedAt("2019-01-01T00:00:00Z")])).toBe("OPERATIONAL");
  });

  test.each([null, undefined, "", "yesterday", 1_777_777_777])("a limit that %j can't meet is broken", (time) => {
    expect(outcome(listed, [updatedAt(time)])).toBe("over_age");
    expect(read(unlisted, [updatedAt(time)]).feedAt).toBeNull();
  });

  test("a page without a page has no time", () => {
    expect(outcome(listed, [page({ page: undefined })])).toBe("over_age");
    expect(outcome(unlisted, [page({ page: null })])).toBe("OPERATIONAL");
  });
});

describe("what is no summary", () => {
  test.each([
    ["components without a status", page({ components: [{ id: "a", name: "DNS" }] })],
    ["components that are an object", page({ components: { DNS: "operational" } })],
    ["incidents that are a text", page({ incidents: "none" })],
    ["an incident that is null", page({ incidents: [null] })],
    ["an incident on a text", page({ incidents: [incident({ components: "DNS" })] })],
    ["no components", { page: page().page, status: page().status }],
    ["an error", { error: "not found" }],
    ["Stripe's frozen feed", fixture("stripe-frozen")],
  ])("%s", (_, body) => {
    expect(outcome(unlisted, [body])).toBe("unparseable");
  });
});
