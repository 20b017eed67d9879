import { expect, test } from "vitest";
import { errorStatsRequest, judgeErrors, listProjects, parseErrorStats } from "@/lib/services/monitors/sentry";
import { fixture, GARBAGE } from "./support";

const PROJECT = { slug: "backend", id: 4501 };
const judge = (name: string) => judgeErrors(PROJECT, parseErrorStats(fixture(name)) ?? { failure: "test" });

test("errors of 24 h are asked for by outcome", () => {
  const { url } = errorStatsRequest({
    base: "https://de.sentry.io",
    token: "t",
    organization: "raxx",
    projectId: 4501,
  });
  const { pathname, searchParams } = new URL(url);
  expect(pathname).toBe("/api/0/organizations/raxx/stats_v2/");
  expect(Object.fromEntries(searchParams)).toEqual({
    field: "sum(quantity)",
    groupBy: "outcome",
    category: "error",
    statsPeriod: "24h",
    interval: "1h",
    project: "4501",
  });
});

test("accepted errors are the figure, and never an alert", () => {
  const finding = judge("sentry-stats-healthy");
  expect(finding).toMatchObject({
    key: "sentry:errors:backend",
    ok: true,
    details: { errors_24h: 184, rate_limited: 3 },
  });
  expect(finding.alert).toBeUndefined();
});

test("a drop to 0 while errors are turned away is not well", () => {
  const finding = judge("sentry-stats-rate-limited");
  expect(finding).toMatchObject({ ok: false, details: { errors_24h: 0, rate_limited: 5120 } });
  expect(finding.alert).toBeUndefined();
});

test("no errors at all are well", () => {
  expect(judge("sentry-stats-quiet")).toMatchObject({ ok: true, details: { errors_24h: 0, rate_limited: 0 } });
});

test.each([...GARBAGE, []].map((body) => [body]))("garbage says nothing: %j", (body) => {
  expect(parseErrorStats(body)).toBeNull();
});

test("with no project named, all of them are one", () => {
  expect(listProjects([])).toEqual([{ slug: "all", id: -1 }]);
  expect(listProjects([PROJECT])).toEqual([PROJECT]);
});
