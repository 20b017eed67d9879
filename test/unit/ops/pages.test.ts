import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { READY_NOTES } from "@/components/ops/ready-notes";
import { checkNote } from "@/lib/policy/note";

const PAGES = globSync("app/ops/**/page.tsx");

describe("the pages of /ops", () => {
  test.each(PAGES)("%s asks at the gate first, and reads once", (path) => {
    const source = readFileSync(path, "utf8");
    const body = source.slice(source.indexOf("async function Page"));
    expect(body.indexOf("await requirePageOperator()")).toBeGreaterThan(0);
    expect(body.slice(0, body.indexOf("await requirePageOperator()"))).not.toContain("await ");
    // What each read costs is counted in round-trips.test.ts.
    expect(body.match(/\bread[A-Z]\w+\(/g)).toHaveLength(1);
  });

  test("there are all of them", () => {
    expect(PAGES).toHaveLength(10);
  });

  test("each server action asks at the gate first", () => {
    const source = readFileSync("app/ops/server-actions.ts", "utf8");
    const actions = source.split("export async function ").slice(1);
    expect(actions).toHaveLength(4);
    for (const action of actions)
      expect(action).toMatch(
        /^[^;]*\{\s*(?:const job = [^;]+;\s*)?(?:const gate = await requireActionOperator\(\)|return act\()/,
      );
  });
});

test.each(READY_NOTES)("the ready note “%s” may be published", (note) => {
  expect(checkNote(note)).toMatchObject({ ok: true });
});
