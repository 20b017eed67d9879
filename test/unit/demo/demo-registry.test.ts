import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Registry } from "@/lib/schemas/registry";
import { isLoopback } from "@/lib/schemas/request-url";
import { demoSurfaces } from "../../../scripts/demo/world";
import { parseRegistry } from "../../../scripts/registry";
import { inRoot } from "../../../scripts/root";

const { surfaces: REAL } = parseRegistry(
  readFileSync(inRoot("config", "status-surfaces.yaml"), "utf8"),
  "status-surfaces.yaml",
);
const DEMO = demoSurfaces(REAL, "http://127.0.0.1:1234");

test("a demo's registry is the real one, looked at on this machine alone", () => {
  const asked = DEMO.flatMap(({ probe_url, partner_feed }) => [probe_url, partner_feed?.url]).filter(
    (url) => url != null,
  );
  expect(asked).toHaveLength(REAL.filter((entry) => entry.probe_url || entry.partner_feed).length);
  expect(asked.filter((url) => !isLoopback(url))).toEqual([]);
  const shown = (entries: typeof REAL) => entries.map(({ probe_url: _, partner_feed: __, ...rest }) => rest);
  expect(shown(DEMO)).toEqual(shown(REAL));
  expect(Registry.safeParse({ surfaces: DEMO }).success).toBe(true);
});
