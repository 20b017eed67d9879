import { describe, expect, test } from "vitest";
import { heroku } from "@/lib/integrations/partners/heroku";
import { feedOf, fixture, outcome, read } from "./feeds";

const feed = feedOf("heroku", { url: "https://status.heroku.com/api/v4/current-status", components: ["Apps", "Data"] });
const unlisted = { ...feed, components: undefined };

describe("Heroku's own API", () => {
  const current = (changes: object = {}) => ({ ...fixture("heroku"), ...changes });
  const incident = (changes: object = {}) => ({ ...fixture("heroku-incident"), ...changes });
  const withColour = (system: string, status: string) => {
    const body = current();
    for (const entry of body.status) if (entry.system === system) entry.status = status;
    return body;
  };

  test("green is operational, whatever an old `scheduled` says", () => {
    expect(read(feed, [current()])).toEqual({ state: "OPERATIONAL", incidentTitles: [], feedAt: null });
  });

  test.each([
    ["green", "OPERATIONAL"],
    ["yellow", "DEGRADED"],
    ["red", "DOWN"],
    ["blue", "DEGRADED"],
    ["", "DEGRADED"],
  ])("%j on a listed system reads %s", (colour, state) => {
    expect(outcome(feed, [withColour("Data", colour)])).toBe(state);
  });

  test("a system that is not listed counts for nothing", () => {
    expect(outcome(feed, [withColour("Tools", "red")])).toBe("OPERATIONAL");
    expect(outcome(unlisted, [withColour("Tools", "red")])).toBe("DOWN");
  });

  test("an open incident counts with its systems' colours and gives its title", () => {
    expect(read(feed, [current({ incidents: [incident()] })])).toMatchObject({
      state: "DEGRADED",
      incidentTitles: ["Routing errors in Europe"],
    });
  });

  test("it is over when `state` says so, not `resolved`", () => {
    const over = incident({ state: "resolved", resolved: false });
    expect(read(feed, [current({ incidents: [over] })])).toMatchObject({ state: "OPERATIONAL", incidentTitles: [] });
    expect(outcome(feed, [current({ incidents: [incident({ resolved: true })] })])).toBe("DEGRADED");
  });

  test("an incident on systems that are not listed counts for nothing", () => {
    const tools = incident({ systems: [{ name: "Tools", status: "red" }] });
    expect(read(feed, [current({ incidents: [tools] })])).toMatchObject({ state: "OPERATIONAL", incidentTitles: [] });
  });

  test("an incident that names no system moves no listed one, but operators read of it", () => {
    for (const systems of [[], undefined, ["Apps"]]) {
      const bare = incident({ systems });
      expect(read(feed, [current({ incidents: [bare] })])).toMatchObject({
        state: "OPERATIONAL",
        incidentTitles: [bare.title],
      });
      expect(outcome(unlisted, [current({ incidents: [bare] })])).toBe("DEGRADED");
    }
  });

  test.each([
    ["a system that vanished", current({ status: [{ system: "Apps", status: "green" }] }), "component_vanished"],
    ["no systems", current({ status: [] }), "component_vanished"],
    ["an empty body", "", "empty"],
    ["white space", " \n", "empty"],
    ["no status", { incidents: [] }, "unparseable"],
    ["a system without a colour", current({ status: [{ system: "Apps" }, { system: "Data" }] }), "unparseable"],
  ])("%s fails the poll", (_, body, reason) => {
    expect(outcome(feed, [body])).toBe(reason);
  });
});

describe("Salesforce Trust", () => {
  const instances = fixture("heroku-trust-instances");
  const [elsewhere, onData] = fixture("heroku-trust-incidents");
  const trust = (incidents: unknown, changes: { components?: string[] } = {}) =>
    read({ ...feed, ...changes }, [instances, incidents], 1);

  test("is the second source: of the real feed the real one, of a stand-in the stand-in", () => {
    const urlsFor = (url: string) => heroku({ ...feed, url })[1]?.requests.map((request) => request.url);
    expect(urlsFor(feed.url)).toEqual([
      "https://api.status.salesforce.com/v1/instances?products=Heroku",
      "https://api.status.salesforce.com/v1/incidents/active",
    ]);
    expect(urlsFor("http://127.0.0.1:9999/api/v4/current-status")).toEqual([
      "http://127.0.0.1:9999/v1/instances?products=Heroku",
      "http://127.0.0.1:9999/v1/incidents/active",
    ]);
  });

  test("is healthy without incidents, and with those of the rest of Salesforce", () => {
    const healthy = { state: "OPERATIONAL", incidentTitles: [], feedAt: null };
    expect(trust([])).toEqual(healthy);
    expect(trust([elsewhere])).toEqual(healthy);
  });

  test("an open impact on a Heroku instance counts, with what and where as the title", () => {
    expect(trust([elsewhere, onData])).toEqual({
      state: "DOWN",
      incidentTitles: ["Incident 55002 (Data, Heroku Iceland): Followers lag behind."],
      feedAt: null,
    });
  });

  test.each([
    ["minor", null, "DEGRADED"],
    ["major", null, "DOWN"],
    ["a word of next year", null, "DEGRADED"],
    ["major", undefined, "DOWN"],
    ["major", "2026-05-04T11:00:00.000Z", "OPERATIONAL"],
  ])("severity %j that ended at %j reads %s", (severity, endTime, state) => {
    const incident = { ...onData, IncidentImpacts: [{ severity, endTime }] };
    expect(trust([incident]).state).toBe(state);
  });

  test("an active incident without an impact yet counts as minor", () => {
    expect(trust([{ ...onData, IncidentImpacts: [] }]).state).toBe("DEGRADED");
  });

  test.each([
    [["HerokuApps"], ["Apps"], "DOWN"],
    [["HerokuData"], ["Apps"], "OPERATIONAL"],
    [["Dashboard"], ["Apps", "Data"], "OPERATIONAL"],
    [["Dashboard"], ["Tools"], "DOWN"],
    [["Dashboard"], undefined, "DOWN"],
    [[], ["Apps"], "DOWN"],
  ])("services %j where %j is listed read %s", (serviceKeys, components, state) => {
    expect(trust([{ ...onData, serviceKeys }], { components }).state).toBe(state);
  });

  test.each([
    ["no instances", [], [], "component_vanished"],
    ["instances of something else", [{ ...instances[0], Products: [{ key: "Sales" }] }], [], "component_vanished"],
    ["a system that no instance offers", [instances[1]], [], "component_vanished"],
    ["instances that are an object", { message: "gone" }, [], "unparseable"],
    ["incidents that are an object", instances, { message: "gone" }, "unparseable"],
    ["an incident that names no instances", instances, [{ id: 1 }], "unparseable"],
    ["empty instances", "", [], "empty"],
    ["empty incidents", instances, "", "empty"],
  ])("%s fails the poll", (_, instancesBody, incidentsBody, reason) => {
    expect(outcome(feed, [instancesBody, incidentsBody], 1)).toBe(reason);
  });
});
