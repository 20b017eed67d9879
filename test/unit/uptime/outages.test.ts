import { expect, test } from "vitest";
import type { Source } from "@/lib/core/engine/states";
import { measuredOutages } from "@/lib/core/uptime/outages";
import { t, transition } from "./support";

/** `04 09:30 DOWN prober`; with `pending` a ticket is open. */
function logged(text: string) {
  const [source, pending] = text.split(" ").slice(3);
  return { ...transition(text), source: source as Source, isPending: pending === "pending" };
}
const outagesOf = (...texts: string[]) => measuredOutages(texts.map(logged));
const WELL = "04 11:00 OPERATIONAL prober";

test("an outage that probes or a partner found is told from its start to its end, by its worst", () => {
  const [from, to] = [t("04 09:30"), t("04 11:00")];
  expect(outagesOf("04 09:30 DOWN prober", WELL)).toEqual([{ state: "DOWN", from, to }]);
  expect(outagesOf("04 09:30 PARTIAL 3p_poller", "04 10:00 DOWN 3p_poller", WELL)).toEqual([
    { state: "DOWN", from, to },
  ]);
  expect(outagesOf("04 09:30 PARTIAL 3p_poller")).toEqual([{ state: "PARTIAL", from, to: null }]);
});

test.each([
  ["a ticket decides", ["04 09:30 DOWN freescout pending", WELL]],
  ["a ticket is open beside it", ["04 09:30 DOWN prober pending", WELL]],
  ["a ticket is opened later", ["04 09:30 DOWN prober", "04 10:00 DOWN prober pending", WELL]],
  ["an operator has set it", ["04 09:30 DOWN manual", WELL]],
  ["a window is running", ["04 09:30 MAINTENANCE schedule", WELL]],
  ["nothing is out", ["04 09:30 DEGRADED prober", "04 10:00 UNKNOWN prober", WELL]],
  ["it lasted for no time", ["04 11:00 DOWN prober", WELL]],
])("is none where %s", (_, texts) => {
  expect(outagesOf(...texts)).toEqual([]);
});

test("what lies between two outages is told as neither", () => {
  const two = outagesOf(
    "04 08:00 DOWN prober",
    "04 08:30 DEGRADED prober",
    "04 09:00 DOWN manual",
    "04 09:10 OPERATIONAL manual",
    "04 10:00 DOWN prober",
    WELL,
  );
  expect(two.map(({ from, to }) => [from, to])).toEqual([
    [t("04 08:00"), t("04 08:30")],
    [t("04 10:00"), t("04 11:00")],
  ]);
});
