import { run } from "./run";

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
