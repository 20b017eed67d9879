import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { BUILDS } from "./ensure-build";
import { writeIfChanged } from "./root";
import { parseJson, run } from "./run";

/** Where a checkout stands: its commit (null outside git), and whether anything differs from it. */
export type GitState = { commit: string | null; isClean: boolean };

const ofGit = async (args: string[]): Promise<string | null> => {
  const { ok, output } = await run("git", args);
  return ok ? output.trim() : null;
};

/** Reads the checkout's commit, and whether the tree is exactly that; files that git ignores don't count. */
export async function readGitState(): Promise<GitState> {
  const [commit, changes] = await Promise.all([ofGit(["rev-parse", "HEAD"]), ofGit(["status", "--porcelain"])]);
  return { commit: commit && /^[0-9a-f]{40}$/.test(commit) ? commit : null, isClean: changes === "" };
}

const TestRecord = z.object({ commit: z.string().nullable(), isClean: z.boolean(), passed: z.int(), failed: z.int() });
/** How the last whole `npm test` on this machine ended, and of what. */
export type TestRecord = z.infer<typeof TestRecord>;

/** Beside the builds, where git does not look. */
const TEST_RECORD = join(BUILDS, "tests.json");

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

/** The last record; null where there is none that can be read. */
export const readTestRecord = (file = TEST_RECORD): TestRecord | null =>
  (existsSync(file) && TestRecord.safeParse(parseJson(readFileSync(file, "utf8"))).data) || null;
