import { writeIfChanged } from "../../scripts/root";
import { type GitState, TEST_RECORD, type TestRecord } from "../../scripts/test-record";

/** Writes down a run that began at `before` and ended at `after`: it names a commit only if both are the same clean tree. */
export function writeTestRecord(
  { before, after }: { before: GitState; after: GitState },
  { passed, failed }: { passed: number; failed: number },
  file = TEST_RECORD,
): void {
  const isClean = before.isClean && after.isClean && before.commit === after.commit;
  const record: TestRecord = { commit: after.commit, isClean, passed, failed };
  writeIfChanged(file, `${JSON.stringify(record, null, 2)}\n`);
}
