import { describe, expect, test } from "vitest";
import { feedOf, fixture, outcome, read } from "./feeds";

const feed = feedOf("statuspage");
const page = (changes: object = {}) => ({ ...fixture("incident-io"), ...changes });
const incident = (changes: object = {}) => ({ ...fixture("incident-io-incident"), ...changes });

describe("incident.io's dialect", () => {
  test("has null for no incidents, and times without milliseconds", () => {
    expect(read(feed, [page()])).toEqual({
      state: "OPERATIONAL",
      incidentTitles: [],
      feedAt: Date.UTC(2026, 4, 4, 9, 54, 16),
    });
  });

  test("may leave the lists out", () => {
    expect(outcome(feed, [page({ incidents: undefined, scheduled_maintenances: undefined })])).toBe("OPERATIONAL");
  });

  test("lists a component twice: either one counts", () => {
    for (const index of [0, 1]) {
      const summary = page();
      summary.components[index].status = "partial_outage";
      expect(outcome(feed, [summary])).toBe("PARTIAL");
      expect(outcome({ ...feed, components: ["Vault"] }, [summary])).toBe("PARTIAL");
      const byId = { ...feed, components: [summary.components[0].id] };
      expect(outcome(byId, [summary])).toBe(index === 0 ? "PARTIAL" : "OPERATIONAL");
    }
  });

  test("has incidents without components: they touch all, unless there is a list", () => {
    const summary = page({ incidents: [incident()] });
    expect(read(feed, [summary])).toMatchObject({
      state: "PARTIAL",
      incidentTitles: ["Reading secrets fails now and then"],
    });
    expect(outcome({ ...feed, components: ["Vault"] }, [summary])).toBe("OPERATIONAL");
  });

  test("keeps resolved ones", () => {
    const over = incident({ status: "resolved", resolved_at: "2026-05-04T09:54:16Z" });
    expect(read(feed, [page({ incidents: [over] })])).toMatchObject({ state: "OPERATIONAL", incidentTitles: [] });
  });

  test("runs maintenance without components too", () => {
    const running = { id: "01M", name: "New nodes", status: "in_progress", impact: "maintenance" };
    expect(outcome(feed, [page({ scheduled_maintenances: [running] })])).toBe("MAINTENANCE");
  });
});
