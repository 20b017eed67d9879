import { expect, test } from "vitest";
import { en } from "@/components/messages/en";
import { SEVERITIES, stateOfSeverity } from "@/lib/core/engine/states";
import { severityLabel } from "@/lib/output/text";

test.each(SEVERITIES)("feeds call %s what the page calls it", (severity) => {
  expect(severityLabel(severity)).toBe(en[`states.${stateOfSeverity(severity)}`]);
});
