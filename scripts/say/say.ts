import { randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { STATES } from "../../lib/core/engine/states";
import { checkNote } from "../../lib/core/note-policy/note";
import { toIso } from "../../lib/schemas/times";
import { toWrite } from "../mirror/hand-over";
import { makeKeys, SpokenNote, signNote } from "../mirror/signed-note";
import { sendWrite } from "../mirror/write-api";
import { readRegistry } from "../registry";
import { inRoot } from "../root";
import { main, say } from "../terminal";

const USAGE = `npm run say -- --surface ID --state STATE [--note TEXT] --as NAME   say what is true of a surface
npm run say -- keygen --key FILE                                     make a key for the day on which the site is down

  --from URL       the status page (https://status.raxx.app)
  --key FILE       your private key (SAY_KEY_FILE)
  --notes DIR      where a signed note is put (mirror-notes)
  --registry FILE  another registry (config/status-surfaces.yaml)

While the site answers, the write API takes it by STATUS_INTERNAL_WRITE_TOKEN. While it does not, a signed note is
written: commit and push it, and start the workflow "mirror".`;

const OPTIONS = {
  surface: { type: "string" },
  state: { type: "string" },
  note: { type: "string" },
  as: { type: "string" },
  from: { type: "string", default: "https://status.raxx.app" },
  key: { type: "string" },
  notes: { type: "string" },
  registry: { type: "string" },
} as const;

function refuse(message: string): never {
  console.error(`${message}\n\n${USAGE}`);
  process.exit(2);
}

function readOptions() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    refuse((error as Error).message);
  }
}
type Options = ReturnType<typeof readOptions>["values"];

function makeKeyFile({ key }: Options): void {
  if (key === undefined) refuse("--key is missing: where is the private key to be?");
  if (existsSync(key)) refuse(`${key} exists; a key is never replaced by this command.`);
  const { publicKey, privateKey } = makeKeys();
  writeFileSync(key, `${privateKey}\n`, { mode: 0o600, flag: "wx" });
  chmodSync(key, 0o600);
  say(`${key} holds your private key. Keep it on this machine, and add the public one to config/mirror.json:`);
  console.log(publicKey);
}

/** The note as it would be published; what is wrong with it is said before anything is sent. */
function readNote({ surface, state, note = "", as, registry }: Options): SpokenNote {
  const { surfaces } = readRegistry(registry ? resolve(registry) : inRoot("config", "status-surfaces.yaml"));
  if (!surfaces.some(({ id }) => id === surface))
    refuse(`--surface ${surface ?? "is missing"}: no surface has that id`);
  if (!STATES.some((each) => each === state)) refuse(`--state must be one of ${STATES.join(", ")}`);
  if (!as) refuse("--as is missing: in whose name?");
  const checked = note === "" ? null : checkNote(note);
  if (checked && !checked.ok)
    refuse(
      checked.violations.map(({ rule, words }) => `the note breaks the note policy: ${rule}: ${words}`).join("\n"),
    );
  const parsed = SpokenNote.safeParse({
    ...{ version: 1, id: randomUUID(), signer: as, surface_id: surface, state, note: note || null },
    at: toIso(Math.floor(Date.now() / 1000) * 1000),
  });
  return parsed.success
    ? parsed.data
    : refuse(parsed.error.issues.map(({ path, message }) => `${path}: ${message}`).join("\n"));
}

/** Writes the signed note; it bears the id of the request that got no answer, should that have arrived all the same. */
function writeNote(note: SpokenNote, { key = process.env.SAY_KEY_FILE, notes }: Options): void {
  if (key === undefined)
    refuse("The site does not answer, and a note must be signed: --key or SAY_KEY_FILE is missing.");
  const folder = notes ? resolve(notes) : inRoot("mirror-notes");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${note.at.replaceAll(":", "")}-${note.id.slice(0, 8)}.json`);
  writeFileSync(file, signNote(note, readFileSync(key, "utf8").trim()), { flag: "wx" });
  say("It is signed and waits. Commit and push it, and start the workflow “mirror” by hand:");
  console.log(file);
}

// `npm run say`: speaks by the write API, and where that is silent, by a signed note on the mirror.
await main(async () => {
  const { values, positionals } = readOptions();
  if (positionals[0] === "keygen") return makeKeyFile(values);
  if (positionals.length > 0) refuse(`${positionals[0]} is not a command`);
  const note = readNote(values);
  const token = process.env.STATUS_INTERNAL_WRITE_TOKEN;
  if (token) {
    const { said_at: _, ...body } = toWrite(note);
    const written = await sendWrite(values.from, "update-surface", { token, body });
    if (written.kind === "done") return say("The status page shows it.");
    if (written.kind === "refused") refuse(`The status page refuses it: ${written.why}`);
    say(`The status page gave no answer (${written.why}).`);
  } else say("STATUS_INTERNAL_WRITE_TOKEN is not set, so the status page was not asked.");
  writeNote(note, values);
});
