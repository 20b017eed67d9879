import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { AuditExceptions, AuditReport, auditFaults } from "../../scripts/audit";
import { inRoot } from "../../scripts/root";

const advisory = (name: string, severity: string, id: string) => ({
  source: 1,
  name,
  dependency: name,
  title: "Runs what it should read",
  url: `https://github.com/advisories/${id}`,
  severity,
  range: "<1.2.3",
});
const HIGH = "GHSA-aaaa-bbbb-1111";
const GRAVEST = "GHSA-aaaa-bbbb-2222";
const MILD = "GHSA-aaaa-bbbb-3333";

/** As `npm audit --json` writes it: one package is named by another that depends on it. */
const report = AuditReport.parse({
  auditReportVersion: 2,
  vulnerabilities: {
    reader: { name: "reader", severity: "high", via: [advisory("reader", "high", HIGH)] },
    parser: {
      name: "parser",
      severity: "critical",
      via: [advisory("parser", "critical", GRAVEST), advisory("parser", "moderate", MILD)],
    },
    above: { name: "above", severity: "high", via: ["reader"] },
  },
  metadata: {},
});
const excuse = (id: string, name: string, until = "2026-12-31") => ({
  advisory: id,
  package: name,
  reason: "Only the tests read with it, and only what they wrote.",
  until,
});
const faults = (exceptions: ReturnType<typeof excuse>[], today = "2026-11-26") =>
  auditFaults(report, AuditExceptions.parse(exceptions), today);

test("each high and critical advisory is a fault until it is explained; milder ones are none", () => {
  expect(faults([])).toEqual([expect.stringMatching(/^reader: high/), expect.stringMatching(/^parser: critical/)]);
  expect(faults([excuse(HIGH, "reader")])).toEqual([expect.stringContaining(GRAVEST)]);
  expect(faults([excuse(HIGH, "reader"), excuse(GRAVEST, "parser")])).toEqual([]);
});

test("an explanation holds for its own package, until its day, and while there is something to explain", () => {
  const rest = excuse(GRAVEST, "parser");
  expect(faults([excuse(HIGH, "above"), rest])).toHaveLength(1);
  expect(faults([excuse(HIGH, "reader", "2026-11-25"), rest])).toEqual([expect.stringContaining("ended on")]);
  expect(faults([excuse(HIGH, "reader"), rest, excuse(MILD, "parser")])).toEqual([
    expect.stringContaining("no longer reported"),
  ]);
});

test("the exceptions that we keep have a reason each", () => {
  const text = readFileSync(inRoot("config", "audit-exceptions.json"), "utf8");
  expect(() => AuditExceptions.parse(JSON.parse(text))).not.toThrow();
});
