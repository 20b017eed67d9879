import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { prettifyError } from "zod";
import { MirrorConfig } from "../../lib/schemas/mirror";
import type { Registry } from "../../lib/schemas/registry";
import { ensureGenerated } from "../ensure-generated";
import { readRegistry } from "../registry";
import { inRoot } from "../root";
import { main, PlainError, say } from "../terminal";
import type { Channels } from "./alerts";

const USAGE = `npm run mirror -- --out DIR [options]   a static copy of the status page

  --from URL       the status page (https://status.raxx.app)
  --out DIR        the folder of the copy
  --state FILE     what a run leaves for the next one (DIR/.mirror-state.json)
  --notes DIR      the folder of signed notes (mirror-notes)
  --registry FILE  another registry (config/status-surfaces.yaml)
  --now TIME       its clock, as ISO 8601 with Z
  --watch          it also probes the surfaces and watches the page; with STATUS_INTERNAL_WRITE_TOKEN it reports
                   what it saw, with OPS_ALERT_WEBHOOK_URL, or POSTMARK_SERVER_TOKEN, ALERT_MAIL_FROM and
                   ALERT_MAIL_TO, it tells operators`;

const OPTIONS = {
  from: { type: "string", default: "https://status.raxx.app" },
  out: { type: "string" },
  state: { type: "string" },
  notes: { type: "string" },
  registry: { type: "string" },
  now: { type: "string" },
  watch: { type: "boolean" },
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

function readNow(text: string | undefined): number {
  if (text === undefined) return Date.now();
  const now = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(now) ? refuse(`--now ${text} is not a time, such as 2026-11-30T12:04:00Z`) : now;
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

function readMirrorConfig(): MirrorConfig {
  const file = inRoot("config", "mirror.json");
  const { data, error } = MirrorConfig.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!data) throw new PlainError(`config/mirror.json:\n${prettifyError(error)}`);
  return data;
}

// `npm run mirror`: one run. A status page that does not answer is what it is for, and no failure of the run.
await main(async () => {
  const { from, out, state, registry: file, notes, now, watch } = readOptions();
  if (out === undefined) return refuse("--out is missing: where is the copy to be?");
  const source = readSource(from);
  const at = readNow(now);
  Object.assign(process.env, { NODE_ENV: "production" }); // before React is loaded
  await ensureGenerated();
  const registry: Registry = readRegistry(file ? resolve(file) : inRoot("config", "status-surfaces.yaml"));
  const folder = resolve(out);
  const stateFile = state ? resolve(state) : join(folder, ".mirror-state.json");
  const { runMirror } = await import("./run-mirror");
  await runMirror({
    ...{ source, origin: "https://status.raxx.app", folder, stateFile, registry, now: at, say },
    notes: { folder: notes ? resolve(notes) : inRoot("mirror-notes"), signers: readMirrorConfig().signers },
    token: process.env.STATUS_INTERNAL_WRITE_TOKEN || null,
    ...(watch && { watch: readChannels() }),
  });
});
