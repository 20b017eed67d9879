import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { ensureTexts } from "../ensure-generated";
import { withLock } from "../lock";
import { inRoot } from "../root";
import { main, PlainError, say } from "../terminal";
import type { Channels } from "./alerts";
import { readMirrorConfig, readSurfaces } from "./config";
import { readBucket } from "./publish";

const USAGE = `npm run mirror -- --out DIR [options]   a static copy of the status page

  --from URL       the status page (https://status.raxx.app)
  --out DIR        the folder of the copy
  --state FILE     what a run leaves for the next one (DIR.state, beside the folder)
  --notes DIR      the folder of signed notes (mirror-notes)
  --registry FILE  another registry (STATUS_REGISTRY, or config/status-surfaces.yaml)
  --config FILE    who may sign notes (config/mirror.json)
  --now TIME       its clock, as ISO 8601 with Z

It also probes the surfaces and watches the page; where none of PROBE_CONTROL_URLS (by comma, or the prober's own two)
answers, what can't be reached says nothing. With STATUS_INTERNAL_WRITE_TOKEN it hands notes over and reports what it
saw; with OPS_ALERT_WEBHOOK_URL, or POSTMARK_SERVER_TOKEN, ALERT_MAIL_FROM and ALERT_MAIL_TO, it tells operators.
With MIRROR_BUCKET and AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT_URL it publishes to a bucket.
Exit codes: 0 also while the page is silent, 1 where the copy could not be written or published, 2 for a mistake here.`;

const OPTIONS = {
  from: { type: "string", default: "https://status.raxx.app" },
  out: { type: "string" },
  state: { type: "string" },
  notes: { type: "string" },
  registry: { type: "string" },
  config: { type: "string" },
  now: { type: "string" },
} as const;

/** A mistake in the command line ends with 2, so that a job can tell it from a run that failed. */
function refuse(message: string): never {
  console.error(`${message}\n\n${USAGE}`);
  process.exit(2);
}

function readOptions() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    return refuse((error as Error).message.split(". ", 1)[0] ?? "");
  }
}

function readSource(from: string): string {
  if (!/^https?:\/\/[^/?#]+\/?$/.test(from) || !URL.canParse(from))
    refuse(`--from ${from} is not the address of a site, such as https://status.raxx.app`);
  return new URL(from).origin;
}

function readNow(text: string | undefined): () => number {
  if (text === undefined) return Date.now;
  const now = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(now) ? refuse(`--now ${text} is not a time, such as 2026-11-30T12:04:00Z`) : () => now;
}

function readChannels(): Channels {
  const {
    OPS_ALERT_WEBHOOK_URL: hook,
    POSTMARK_SERVER_TOKEN: token,
    ALERT_MAIL_FROM: from,
    ALERT_MAIL_TO: to,
  } = process.env;
  return { hook: hook || null, mail: token && from && to ? { token, from, to } : null };
}

/** A folder or file that can't be written is no fault of the program's. */
function explain(error: unknown): never {
  const { code, path } = error as NodeJS.ErrnoException;
  if (code && path && /^E[A-Z]+$/.test(code)) throw new PlainError(`${path} can't be read or written: ${code}`);
  throw error;
}

// `npm run mirror`: one run. A status page that does not answer is what it is for, and no failure of the run.
await main(async () => {
  const { from, out, state, registry, notes, config, now } = readOptions();
  if (!out) return refuse("--out is missing: where is the copy to be?");
  const source = readSource(from);
  const clock = readNow(now);
  const bucket = readBucket(process.env);
  const { signers } = readMirrorConfig(config);
  const common = { source, origin: "https://status.raxx.app", registry: readSurfaces(registry), bucket, say };
  Object.assign(process.env, { NODE_ENV: "production" }); // before React is loaded
  ensureTexts();
  const [{ runMirror }, { readControlUrls }] = [await import("./run-mirror"), await import("./probe-outside")];
  const folder = resolve(out);
  const stateFile = resolve(state || `${folder}.state`);
  const work = () =>
    runMirror({
      ...{ ...common, folder, stateFile, now: clock() },
      watch: { channels: readChannels(), controlUrls: readControlUrls(process.env) },
      notes: { folder: notes ? resolve(notes) : inRoot("mirror-notes"), signers },
      token: process.env.STATUS_INTERNAL_WRITE_TOKEN || null,
    });
  const waits = (pid: number) => say(`Another run is on (process ${pid}); this one waits for it`);
  const { faults } = await withLock(`${stateFile}.lock`, waits, work).catch(explain);
  if (faults.length > 0) throw new PlainError(`Not published, the next run sends it again:\n${faults.join("\n")}`);
});
