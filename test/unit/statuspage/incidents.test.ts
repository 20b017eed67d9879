import { describe, expect, it } from "vitest";
import type { HistoryIncident } from "@/lib/output/incidents";
import { STATUSPAGE_ROUTES } from "@/lib/output/statuspage/routes";
import { at, historyWith, incidentWith, wordAt } from "./world";

const listed = (...incidents: HistoryIncident[]) =>
  STATUSPAGE_ROUTES["incidents.json"](historyWith({ incidents })).incidents;
const unresolved = (...incidents: HistoryIncident[]) =>
  STATUSPAGE_ROUTES["incidents/unresolved.json"](historyWith({ incidents })).incidents;

const resolved = incidentWith({
  id: "inc_00007",
  severity: "partial",
  openedAt: at("2026-11-17T10:00:00Z"),
  resolvedAt: at("2026-11-17T11:30:00Z"),
  updatedAt: at("2026-11-17T11:30:00Z"),
  words: [
    wordAt("2026-11-17T10:00:00Z", { severity: "partial", note: "Orders <b>fail</b>." }),
    wordAt("2026-11-17T11:30:00Z", { kind: "resolved", severity: "partial" }),
  ],
});

describe("an incident", () => {
  it.each([
    ["degraded", "minor", "API Service: Degraded performance"],
    ["partial", "major", "API Service: Partial outage"],
    ["down", "critical", "API Service: Service disruption"],
  ] as const)("of severity %s has impact %s and is named “%s”", (severity, impact, name) => {
    expect(listed(incidentWith({ severity }))).toMatchObject([{ impact, name }]);
  });

  it("has the title that it was given, else the first sentence of its first note", () => {
    const words = [wordAt("2026-11-18T13:40:00Z", { note: "Orders fail. We look into it." })];
    expect(listed(incidentWith({ words }))).toMatchObject([{ name: "Orders fail" }]);
    expect(listed(incidentWith({ title: "No orders", words }))).toMatchObject([{ name: "No orders" }]);
  });

  it("that was reopened after its postmortem is open again, and its updates stand in their order", () => {
    const told = [
      wordAt("2026-11-18T09:00:00Z"),
      wordAt("2026-11-18T10:00:00Z", { kind: "resolved" }),
      wordAt("2026-11-18T12:00:00Z", { kind: "reopened" }),
    ];
    const reopened = {
      ...incidentWith({ postmortem: { revision: 3, at: at("2026-11-18T11:00:00Z"), text: "A disk was full." } }),
      words: told.map((each, i) => ({ ...each, changes: [], revision: [1, 2, 4][i] ?? 0 })),
    };
    expect(unresolved(reopened)).toMatchObject([{ status: "investigating", resolved_at: null }]);
    expect(unresolved(reopened)[0]?.incident_updates.map(({ status }) => status)).toEqual([
      ...["investigating", "postmortem", "resolved", "investigating"],
    ]);
  });

  it("is investigating while it is open, and resolved with its time after", () => {
    expect(listed(incidentWith(), resolved)).toMatchObject([
      { status: "investigating", resolved_at: null, monitoring_at: null },
      { status: "resolved", resolved_at: "2026-11-17T11:30:00.000Z", monitoring_at: null },
    ]);
  });

  it("of severity maintenance is none", () => {
    expect(listed(incidentWith({ severity: "maintenance" }))).toEqual([]);
    expect(unresolved(incidentWith({ severity: "maintenance" }))).toEqual([]);
  });

  it("whose surface is no longer listed still says which one it was", () => {
    const [incident] = listed(incidentWith({ surface: ["gone", "Gone"], words: [wordAt("2026-11-18T13:40:00Z")] }));
    expect(incident?.components).toEqual([]);
    expect(incident?.incident_updates[0]?.affected_components).toMatchObject([{ name: "Gone" }]);
  });

  it("without words has no updates, and still a list of them", () => {
    expect(listed(incidentWith({ words: [] }))).toMatchObject([{ incident_updates: [] }]);
  });
});

describe("an incident's updates", () => {
  it("are newest first, and give the note as it was shown or say it plainly", () => {
    const words = [
      wordAt("2026-11-17T10:00:00Z", { note: "Orders <b>fail</b>." }),
      wordAt("2026-11-17T10:10:00Z", { kind: "updated", severity: "down" }),
      wordAt("2026-11-17T11:00:00Z", { kind: "resolved", severity: "down" }),
      wordAt("2026-11-17T12:00:00Z", { kind: "reopened", severity: "partial" }),
      wordAt("2026-11-17T13:00:00Z", { kind: "resolved", severity: "partial", note: "Orders work again." }),
    ];
    const [incident] = listed(incidentWith({ words }));
    expect(incident?.incident_updates.map(({ status, body }) => [status, body])).toEqual([
      ["resolved", "Orders work again."],
      ["investigating", "Reopened. API Service: Partial outage."],
      ["resolved", "This incident has been resolved."],
      ["investigating", "API Service: Service disruption."],
      ["investigating", "Orders <b>fail</b>."],
    ]);
  });

  it("keep their ids when another word is said", () => {
    const words = [wordAt("2026-11-17T10:00:00Z")];
    const more = [...words, wordAt("2026-11-17T10:05:00Z", { kind: "updated" })];
    const idsOf = (incident: HistoryIncident) => listed(incident)[0]?.incident_updates.map(({ id }) => id);
    expect(idsOf(incidentWith({ words: more }))?.slice(1)).toEqual(idsOf(incidentWith({ words })));
  });
});

describe("what an update says of its component", () => {
  const turns = (...incidents: HistoryIncident[]) =>
    listed(...incidents).map((incident) =>
      incident.incident_updates.flatMap(({ affected_components }) =>
        affected_components.map(({ old_status, new_status }) => `${old_status} > ${new_status}`),
      ),
    );

  it("goes with the severities of the incident's words", () => {
    expect(turns(resolved)).toEqual([["partial_outage > operational", "operational > partial_outage"]]);
  });

  it("is not operational where another incident of the surface is open", () => {
    const other = incidentWith({ id: "inc_00008", words: [wordAt("2026-11-17T11:00:00Z", { severity: "degraded" })] });
    expect(turns(other, resolved)).toEqual([
      ["partial_outage > partial_outage"],
      ["partial_outage > degraded_performance", "operational > partial_outage"],
    ]);
  });

  it("is maintenance while the surface is under it, as readers saw", () => {
    const words = [wordAt("2026-11-17T09:00:00Z", { severity: "maintenance" })];
    const window = incidentWith({ id: "inc_00006", severity: "maintenance", words });
    expect(turns(resolved, window)).toEqual([
      ["under_maintenance > under_maintenance", "under_maintenance > under_maintenance"],
    ]);
  });

  it("knows nothing of incidents on other surfaces", () => {
    const words = [wordAt("2026-11-17T09:00:00Z", { severity: "down" })];
    const other = incidentWith({ id: "inc_00006", surface: ["app-raxx-app", "Raxx App"], words });
    expect(turns(resolved, other)[0]).toEqual(["partial_outage > operational", "operational > partial_outage"]);
  });
});

describe("the lists", () => {
  const numbered = (length: number) =>
    Array.from({ length }, (_, n) =>
      incidentWith({ id: `inc_${String(90_000 - n)}`, surface: ["api-service", `No ${n}`] }),
    );

  it("keep the history's order and give the latest 50, maintenance not counted", () => {
    const names = listed(incidentWith({ severity: "maintenance" }), ...numbered(60)).map(({ name }) => name);
    expect(names).toEqual(Array.from({ length: 50 }, (_, n) => `No ${n}: Service disruption`));
  });

  it("give every incident that is open, and no other", () => {
    expect(unresolved(...numbered(60), resolved)).toHaveLength(60);
    const summary = STATUSPAGE_ROUTES["summary.json"](historyWith({ incidents: [...numbered(60), resolved] }));
    expect(summary.incidents).toHaveLength(60);
  });
});
