import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import type { GitState } from "./git-state";
import { BUILDS } from "./make-build";
import { writeIfChanged } from "./write-if-changed";

const TestRecord = z.object({
  commit: z.string().nullable(),
  isClean: z.boolean(),
  passed: z.int(),
  failed: z.int(),
  finishedAt: z.string(),
});
/** How the last whole `npm test` on this machine ended, and of what. */
export type TestRecord = z.infer<typeof TestRecord>;

/** Beside the builds, where git does not look. */
const TEST_RECORD = join(BUILDS, "tests.json");

/** Writes down a run that began at `before` and ended at `after`: it speaks of a commit only if both are the same clean tree. */
export function writeTestRecord(
  { before, after }: { before: GitState; after: GitState },
  tally: { passed: number; failed: number },
  file = TEST_RECORD,
): void {
  const isClean = before.isClean && after.isClean && before.commit === after.commit;
  const { passed, failed } = tally;
  const record: TestRecord = { commit: after.commit, isClean, passed, failed, finishedAt: new Date().toISOString() };
  writeIfChanged(file, `${JSON.stringify(record, null, 2)}\n`);
}

/** The last record; null where there is none that can be read. */
export function readTestRecord(file = TEST_RECORD): TestRecord | null {
  if (!existsSync(file)) return null;
  try {
    return TestRecord.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}
