import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { CATEGORIES } from "@/lib/core/engine/states";
import { statuspageId } from "@/lib/output/statuspage/components";
import { parseRegistry } from "@/scripts/registry";

const file = fileURLToPath(new URL("../../../config/status-surfaces.yaml", import.meta.url));
const { surfaces } = parseRegistry(readFileSync(file, "utf8"), "config/status-surfaces.yaml");

it.each([
  ["page", "status.raxx.app", "qmj0wid9ubso"],
  ["group", "owned", "ttaxkbbvzegr"],
  ["group", "upstream_3p", "6rbl6lvf4w9n"],
  ["group", "downstream_3p", "liyge5in82hw"],
  ["surface", "api-service", "k0tit8nrxii8"],
  ["surface", "cloudflare", "njsd3yhqfnol"],
  ["incident", "inc_00421", "c070x5akmf2v"],
  ["window", "win_4c1d9be2a7f03856", "rt2mh03l4hc4"],
] as const)("the %s %s is known to readers for ever as %3$s", (kind, id, known) => {
  expect(statuspageId(kind, id)).toBe(known);
});

it("gives the 23 surfaces, the groups and the page ids of their own", () => {
  const ids = [
    ...surfaces.map(({ id }) => statuspageId("surface", id)),
    ...CATEGORIES.map((category) => statuspageId("group", category)),
    statuspageId("page", "status.raxx.app"),
  ];
  expect(surfaces).toHaveLength(23);
  expect(new Set(ids).size).toBe(27);
});

it("gives ten thousand incidents and five updates of each ids of their own, all 12 lower-case letters or digits", () => {
  const ids = Array.from({ length: 10_000 }, (_, n) => `inc_${String(n).padStart(5, "0")}`).flatMap((id) => [
    statuspageId("incident", id),
    ...[0, 1, 2, 3, 4].map((place) => statuspageId("update", `${id}/${place}`)),
  ]);
  expect(new Set(ids).size).toBe(60_000);
  expect(ids.filter((id) => !/^[0-9a-z]{12}$/.test(id))).toEqual([]);
});
