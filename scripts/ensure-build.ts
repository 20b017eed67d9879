import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { hashInputs } from "./build-inputs";
import { CLIENT_FILES } from "./client";
import { ensureGenerated } from "./ensure-generated";
import { withLock } from "./lock";
import { inRoot } from "./root";
import { listRoutes } from "./routes";
import { run } from "./run";
import { PlainError, say, secondsSince } from "./terminal";

/** A finished build: the bundled worker, its static files, and the parts of wrangler.toml that a local server needs. */
export type Build = {
  dir: string;
  compatibilityDate: string;
  compatibilityFlags: string[];
  database: { binding: string; id: string };
  snapshot: { binding: string; id: string };
};

/** The folder of finished builds, each in a folder named after its inputs' hash. */
export const BUILDS = inRoot(".build");

/** The hash of the inputs from which .open-next was built, which `wrangler deploy` publishes. */
const STAMP = inRoot(".open-next", "inputs.txt");

const STATIC = inRoot(".open-next", "assets");

/** The generated module of Next's routes that worker.ts imports. */
const ROUTES = inRoot(".open-next", "routes.js");

async function step(what: string, [command, ...args]: [string, ...string[]]): Promise<void> {
  say(`  ${what}`);
  const { ok, output } = await run(command, args, { env: { NODE_ENV: "production" } });
  if (ok) return;
  process.stderr.write(output);
  throw new PlainError(`${command} ${args.join(" ")} failed; its output is above.`);
}

/** The parts of wrangler.toml that the local server needs, so that they are declared only there. */
async function readPlatform(): Promise<Omit<Build, "dir">> {
  const { unstable_readConfig } = await import("wrangler"); // a second to load, and needed by a build only
  const config = unstable_readConfig({ config: inRoot("wrangler.toml") });
  const [[database], [snapshot]] = [config.d1_databases, config.kv_namespaces];
  if (!database?.preview_database_id || !snapshot?.preview_id || !config.compatibility_date)
    throw new PlainError(
      "wrangler.toml must have a compatibility_date, and one D1 database and one KV namespace with preview ids.",
    );
  return {
    compatibilityDate: config.compatibility_date,
    compatibilityFlags: config.compatibility_flags,
    database: { binding: database.binding, id: database.preview_database_id },
    snapshot: { binding: snapshot.binding, id: snapshot.preview_id },
  };
}

/** Builds the tree in place, as `wrangler deploy` needs it, and copies the build for local servers. */
async function makeBuild(hash: string): Promise<void> {
  const draft = join(BUILDS, `${hash}.draft`);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  await ensureGenerated();
  const platform = await readPlatform();
  await step("Next.js and OpenNext", ["opennextjs-cloudflare", "build"]);
  writeFileSync(ROUTES, listRoutes());
  cpSync(CLIENT_FILES, join(STATIC, "_status"), { recursive: true });
  rmSync(join(STATIC, "BUILD_ID"), { force: true }); // it would be public, and nothing reads it
  await step("the worker's bundle", ["wrangler", "deploy", "--dry-run", "--outdir", join(draft, "worker")]);
  cpSync(STATIC, join(draft, "assets"), { recursive: true });
  writeFileSync(join(draft, "build.json"), JSON.stringify(platform, null, 2));
  if (existsSync(join(BUILDS, hash)))
    rmSync(draft, { recursive: true }); // the same inputs; a server may be using it
  else renameSync(draft, join(BUILDS, hash));
  writeFileSync(STAMP, hash);
}

/** How many builds are kept: a running server reads its static files from its own build. */
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
    const found = findBuild(hash); // the previous holder of the lock may have built it
    if (found) return found;
    const startedMs = performance.now();
    say("Building the app (half a minute or so)");
    await makeBuild(hash);
    forgetOldBuilds();
    say(`Built in ${secondsSince(startedMs)}`);
    if (hashInputs() !== hash) say("Sources changed during the build; building again");
  }
}

/** The build of the sources as they are now: the last one if its inputs are unchanged, else a new one. */
export async function ensureBuild(): Promise<Build> {
  const fresh = findBuild(hashInputs());
  if (fresh) return fresh;
  const onWait = (pid: number) => say(`Waiting for the build that process ${pid} is making`);
  return withLock(join(BUILDS, "lock.sqlite"), onWait, buildUnderLock);
}
