import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { hashInputs } from "./build-inputs";
import { withLock } from "./lock.mjs";
import { BUILDS, type Build, makeBuild, STAMP } from "./make-build";
import { say, secondsSince } from "./terminal";

/** Builds that are kept, since a running server reads its static files from its own. */
const KEPT = 4;

function findBuild(hash: string): Build | null {
  const file = join(BUILDS, hash, "build.json");
  if (!existsSync(file) || !existsSync(STAMP) || readFileSync(STAMP, "utf8") !== hash) return null;
  return { ...JSON.parse(readFileSync(file, "utf8")), dir: join(BUILDS, hash) };
}

function forgetOldBuilds(): void {
  const madeAt = (name: string) => statSync(join(BUILDS, name)).mtimeMs;
  const builds = readdirSync(BUILDS).filter((name) => /^[0-9a-f]{16}$/.test(name));
  const old = builds.sort((a, b) => madeAt(b) - madeAt(a)).slice(KEPT);
  for (const name of old) rmSync(join(BUILDS, name), { recursive: true, force: true });
}

async function buildUnderLock(): Promise<Build> {
  for (;;) {
    const hash = hashInputs();
    const found = findBuild(hash); // whoever held the lock before us may have built it
    if (found) return found;
    const startedMs = performance.now();
    say("Building the app (half a minute or so)");
    await makeBuild(hash);
    forgetOldBuilds();
    say(`Built in ${secondsSince(startedMs)}`);
    if (hashInputs() !== hash) say("Sources changed during the build; building again");
  }
}

/** The build of the sources as they are now: the last one if nothing that it reads has changed since, else a new one. */
export async function ensureBuild(): Promise<Build> {
  const fresh = findBuild(hashInputs());
  if (fresh) return fresh;
  const onWait = (pid: number) => say(`Waiting for the build that process ${pid} is making`);
  return withLock(join(BUILDS, "build.lock"), onWait, buildUnderLock);
}
