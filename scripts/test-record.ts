import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { BUILDS } from "./ensure-build";
import { parseJson, run } from "./run";

/** A checkout's commit (null outside git), and whether the tree equals it. */
export type GitState = { commit: string | null; isClean: boolean };

const ofGit = async (args: string[]): Promise<string | null> => {
  const { ok, output } = await run("git", args);
  return ok ? output.trim() : null;
};

/** Reads the checkout's commit, and whether the tree equals it; files that git ignores don't count. */
export async function readGitState(): Promise<GitState> {
  const [commit, changes] = await Promise.all([ofGit(["rev-parse", "HEAD"]), ofGit(["status", "--porcelain"])]);
  return { commit: commit && /^[0-9a-f]{40}$/.test(commit) ? commit : null, isClean: changes === "" };
}

const TestRecord = z.object({ commit: z.string().nullable(), isClean: z.boolean(), passed: z.int(), failed: z.int() });
/** The result of the last complete `npm test` on this machine, and the tree that it tested. */
export type TestRecord = z.infer<typeof TestRecord>;

/** Beside the builds, ignored by git. */
export const TEST_RECORD = join(BUILDS, "tests.json");

/** The last record; null if there is none or it can't be read. */
export const readTestRecord = (file = TEST_RECORD): TestRecord | null =>
  (existsSync(file) && TestRecord.safeParse(parseJson(readFileSync(file, "utf8"))).data) || null;
