import { expect, test } from "vitest";
import { copy } from "@/components/status/copy";
import { SEVERITIES, stateOfSeverity } from "@/lib/engine/states";
import { severityLabel } from "@/lib/public/state-labels";

test.each(SEVERITIES)("feeds call %s what the page calls it", (severity) => {
  expect(severityLabel(severity)).toBe(copy.states[stateOfSeverity(severity)]);
});
