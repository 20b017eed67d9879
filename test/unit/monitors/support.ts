import { readFileSync } from "node:fs";
import type { Before, Finding } from "@/lib/services/monitors/checks";

const FOLDER = new URL("../../fixtures/monitors/", import.meta.url);

export const fixture = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8"));

export const at = (time: string): number => Date.parse(`2026-11-18T${time}:00Z`);

/** What is stored of a finding, given what was stored before it: `since` moves only when `ok` does. */
export const stored = ({ ok, summary, details }: Finding, now: number, before?: Before): Before => ({
  ok,
  summary,
  details,
  since: before !== undefined && before.ok === ok ? before.since : now,
  checkedAt: now,
});

export const GARBAGE: readonly unknown[] = [
  null,
  "",
  "<html>",
  0,
  true,
  {},
  [null],
  [[]],
  [{}],
  { error: "unauthorized" },
  { id: "not_found", message: "Couldn't find that app." },
  { groups: null },
  { groups: [{}] },
  { workflow_runs: [{}] },
  { workflow_runs: null },
];
