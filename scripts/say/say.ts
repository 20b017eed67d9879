import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { STATES } from "../../lib/core/engine/states";
import { checkNote } from "../../lib/core/note-policy/note";
import { toIso } from "../../lib/schemas/times";
import { readMirrorConfig, readSurfaces } from "../mirror/config";
import { toWrite } from "../mirror/hand-over";
import { makeKeys, publicKeyOf, SpokenNote, signNote } from "../mirror/signed-note";
import { sendWrite } from "../mirror/write-api";
import { inRoot } from "../root";
import { main, PlainError, say } from "../terminal";

const USAGE = `npm run say -- --surface ID --state STATE [--note TEXT]   say what is true of a surface
npm run say -- keygen                                     make a key for the day on which the site is down

  --as NAME        in whose name (the one that config/mirror.json has for your key)
  --from URL       the status page (https://status.raxx.app)
  --key FILE       your private key (SAY_KEY_FILE, or ~/.raxx-say)
  --notes DIR      where a signed note is put (mirror-notes)
  --registry FILE  another registry (STATUS_REGISTRY, or config/status-surfaces.yaml)
  --config FILE    who may sign notes (config/mirror.json)

While the site answers, the write API takes it by STATUS_INTERNAL_WRITE_TOKEN. While it does not, a signed note is
written: commit and push it, and start the workflow "mirror".
Exit codes: 0 said or signed, 1 not said, 2 for a mistake here.`;

const OPTIONS = {
  surface: { type: "string" },
  state: { type: "string" },
  note: { type: "string" },
  as: { type: "string" },
  from: { type: "string", default: "https://status.raxx.app" },
  key: { type: "string" },
  notes: { type: "string" },
  registry: { type: "string" },
  config: { type: "string" },
} as const;

function refuse(message: string): never {
  console.error(`${message}\n\n${USAGE}`);
  process.exit(2);
}

function readOptions() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return refuse((error as Error).message.split(". ", 1)[0] ?? "");
  }
}
type Options = ReturnType<typeof readOptions>["values"];

const keyFile = ({ key }: Options): string => resolve(key || process.env.SAY_KEY_FILE || join(homedir(), ".raxx-say"));

function makeKeyFile(options: Options): void {
  const file = keyFile(options);
  if (existsSync(file)) throw new PlainError(`${file} exists; a key is never replaced by this command.`);
  const { publicKey, privateKey } = makeKeys();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${privateKey}\n`, { mode: 0o600, flag: "wx" });
  say(`${file} holds your private key. Keep it on this machine; the public one goes into config/mirror.json:`);
  console.log(publicKey);
}

/** The name that the configuration has for the operator's key; undefined where there is no key, or no such name. */
function findSigner(options: Options): string | undefined {
  const file = keyFile(options);
  if (!existsSync(file)) return undefined;
  const publicKey = publicKeyOf(readFileSync(file, "utf8").trim());
  return Object.entries(readMirrorConfig(options.config).signers).find(([, key]) => key === publicKey)?.[0];
}

/** The note as it would be published; what is wrong with it is said before anything is sent. */
function readNote(options: Options): SpokenNote {
  const { surface, state, note = "", as } = options;
  if (!readSurfaces(options.registry).surfaces.some(({ id }) => id === surface))
    refuse(`--surface ${surface ?? "is missing"}: no surface has that id`);
  if (!STATES.some((each) => each === state)) refuse(`--state must be one of ${STATES.join(", ")}`);
  const checked = note === "" ? null : checkNote(note);
  if (checked && !checked.ok)
    refuse(checked.violations.map(({ rule, words }) => `--note breaks the note policy: ${rule}: ${words}`).join("\n"));
  const parsed = SpokenNote.safeParse({
    ...{ version: 1, id: randomUUID(), signer: as ?? findSigner(options) ?? userInfo().username },
    ...{ surface_id: surface, state, note: note || null, at: toIso(Math.floor(Date.now() / 1000) * 1000) },
  });
  if (parsed.success) return parsed.data;
  return refuse(parsed.error.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`).join("\n"));
}

/** Writes the signed note; it bears the id of the request that got no answer, should that have arrived all the same. */
function writeNote(note: SpokenNote, options: Options): void {
  const key = keyFile(options);
  if (!existsSync(key))
    throw new PlainError(`It was not said: a note must be signed, and there is no ${key} (--key, SAY_KEY_FILE).`);
  const name = findSigner(options);
  if (name !== note.signer)
    throw new PlainError(
      `It was not said: ${name ? `your key is that of ${name}, not of ${note.signer}` : "config/mirror.json has no signer with your key"}.`,
    );
  const folder = options.notes ? resolve(options.notes) : inRoot("mirror-notes");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${note.at.replaceAll(":", "")}-${note.id.slice(0, 8)}.json`);
  writeFileSync(file, signNote(note, readFileSync(key, "utf8").trim()), { flag: "wx" });
  say("It is signed and waits. Commit and push it, and start the workflow “mirror” by hand:");
  console.log(file);
}

// `npm run say`: speaks by the write API, and where that is silent, by a signed note on the mirror.
await main(async () => {
  const { values, positionals } = readOptions();
  if (positionals[0] === "keygen" && positionals.length === 1) return makeKeyFile(values);
  if (positionals.length > 0) refuse(`${positionals.join(" ")} is not a command`);
  const note = readNote(values);
  const token = process.env.STATUS_INTERNAL_WRITE_TOKEN;
  if (token) {
    const { said_at: _, ...body } = toWrite(note);
    const written = await sendWrite(values.from.replace(/\/+$/, ""), "update-surface", { token, body });
    if (written.kind === "done") return say("The status page shows it.");
    if (written.kind === "refused" || written.kind === "turned_away")
      throw new PlainError(`It was not said: the status page refuses it: ${written.why}`);
    say(`The status page gave no answer (${written.why}).`);
  } else say("STATUS_INTERNAL_WRITE_TOKEN is not set, so the status page was not asked.");
  writeNote(note, values);
});
