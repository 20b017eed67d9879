import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Registry } from "../../lib/schemas/registry";
import { toIso } from "../../lib/schemas/times";
import { ensureBuild } from "../ensure-build";
import { startLocalServer } from "../local-server";
import { checkVariables, makeSecrets } from "../local-settings";
import { main, say } from "../terminal";
import { type MirrorOptions, runMirror } from "./run-mirror";
import { makeKeys, type SpokenNote, signNote } from "./signed-note";
import { sendWrite } from "./write-api";

const MINUTE_MS = 60_000;
const SIGNER = "Ada of ops";
const SURFACE = "app-raxx-app";

/** Two surfaces are enough to play with. */
const REGISTRY = Registry.parse({
  surfaces: [
    { id: SURFACE, display_name: "Raxx App", category: "owned", public_description: "Where customers trade." },
    { id: "docs-raxx-app", display_name: "Documentation", category: "owned", public_description: "How it is done." },
  ],
});

/** What happened, when (ms after the outage began; what the mirror's clock said), what the copy then was, and what was measured of the app. */
export type Event = { afterMs: number; what: string; written: number; said: string[]; measured: string };

type Stage = {
  play: (what: string, afterMs: number) => Promise<void>;
  start: () => Promise<void>;
  stop: () => Promise<void>;
  /** Ends the control URL. */
  close: () => Promise<void>;
  write: (body: object) => Promise<void>;
  sql: (command: string) => Promise<Record<string, unknown>[]>;
  put: (name: string, text: string) => void;
  beganAt: number;
};

export type Drill = {
  events: Event[];
  /** The copy's front page and v1 document after each event. */
  pages: string[];
  documents: { overall_status: string; stale?: true }[];
  actions: Record<string, unknown>[];
  audit: Record<string, unknown>[];
  saidAt: string;
};

/**
 * Plays an outage on local servers, end to end: fault, silence, UNKNOWN, everything measured DOWN from outside, notes good and bad, return,
 * the note merged once. The probed app goes with the page; only the control URL, a server of its own, stays.
 */
export async function playOutage(): Promise<Drill> {
  const keys = makeKeys();
  const folder = mkdtempSync(join(tmpdir(), "raxx-drill-"));
  const drill: Drill = { events: [], pages: [], documents: [], actions: [], audit: [], saidAt: "" };
  const stage = await setStage({ folder, signers: { [SIGNER]: keys.publicKey }, drill });
  try {
    for (const { id } of REGISTRY.surfaces)
      await stage.write({ surface_id: id, state: "OPERATIONAL", state_source: "manual" });
    await stage.play("the page answers", 0);
    await stage.stop();
    await stage.play("the host is gone", 5 * MINUTE_MS);
    await stage.play("it is gone for 16 minutes", 16 * MINUTE_MS);
    drill.saidAt = putNotes(stage, keys.privateKey);
    await stage.play("an operator has signed a note", 20 * MINUTE_MS);
    await stage.start();
    await stage.play("the page is back", 0);
    await stage.play("the next run", 1_000);
    drill.actions = await stage.sql("SELECT actor, action, asked FROM operator_actions");
    drill.audit = await stage.sql(
      `SELECT actor, new_state, public_note, effective_at, note FROM status_audit_log WHERE surface_id = '${SURFACE}' ORDER BY id`,
    );
    return drill;
  } finally {
    await stage.stop();
    await stage.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One good note, and beside it one that is forged, altered, too old, and the good one's own again. */
function putNotes({ put, beganAt }: Stage, privateKey: string): string {
  const at = toIso(Math.floor(Date.now() / 1_000) * 1_000); // after what was written before the fault
  const id = "7a9e0a31-3f6b-4a53-9f6e-0d8a6a6f2b1";
  const note: SpokenNote = {
    ...{ version: 1, id: `${id}1`, signer: SIGNER, surface_id: SURFACE, state: "DOWN", at },
    note: "Logins fail. We are working on it.",
  };
  const good = signNote(note, privateKey);
  put("1-good.json", good);
  put("2-forged.json", signNote({ ...note, id: `${id}2` }, makeKeys().privateKey));
  put("3-altered.json", good.replace("Logins fail", "All is well"));
  put("4-replayed.json", good);
  put("5-too-old.json", signNote({ ...note, id: `${id}5`, at: toIso(beganAt - 25 * 60 * MINUTE_MS) }, privateKey));
  return at;
}

/** One run of the mirror, and what the copy then was. */
async function playRun(drill: Drill, options: Omit<MirrorOptions, "say">, event: Pick<Event, "what" | "afterMs">) {
  const said: string[] = [];
  const { written, state } = await runMirror({ ...options, say: (line) => said.push(line) });
  const read = (file: string) => readFileSync(join(options.folder, file), "utf8");
  drill.events.push({ ...event, written: written.length, said, measured: state.measured[SURFACE]?.state ?? "" });
  drill.pages.push(read("index.html"));
  drill.documents.push(JSON.parse(read("status.json")));
}

/** A neutral network's server, which answers as long as ours does. */
async function startControl() {
  const server = createServer((_, response) => void response.writeHead(204).end());
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { url, close: () => new Promise<void>((resolve) => void server.close(() => resolve())) };
}

type Setting = { folder: string; signers: Record<string, string>; drill: Drill };

async function setStage({ folder, signers, drill }: Setting): Promise<Stage> {
  const build = await ensureBuild();
  const flags = { FLAG_STATUS_PROBER: "0", FLAG_STATUS_3P_POLLER: "0", FLAG_STATUS_PUBLIC_ENDPOINT: "1" };
  const variables = checkVariables({ ...makeSecrets(), ...flags });
  const parts = { build, dataDir: join(folder, "data"), variables, registry: REGISTRY };
  let server = await startLocalServer(parts, 0);
  let isUp = true;
  const { url } = server;
  const token = variables.STATUS_INTERNAL_WRITE_TOKEN ?? "";
  const beganAt = Date.now();
  const [out, notes] = [join(folder, "site"), join(folder, "notes")];
  mkdirSync(notes);
  const files = { folder: out, stateFile: join(folder, "state.json"), notes: { folder: notes, signers } };
  const control = await startControl();
  const surfaces = REGISTRY.surfaces.map((each) => (each.id === SURFACE ? { ...each, probe_url: `${url}/` } : each));
  const common = {
    ...{ source: url, origin: "https://status.raxx.app", registry: { ...REGISTRY, surfaces }, token, ...files },
    watch: { channels: { hook: null, mail: null }, controlUrls: [control.url] },
  };
  const play: Stage["play"] = async (what, afterMs) => {
    const now = Math.max(beganAt, afterMs < MINUTE_MS ? Date.now() : 0) + afterMs;
    await playRun(drill, { ...common, now }, { what, afterMs: now - beganAt });
  };
  return {
    ...{ play, beganAt, close: control.close },
    put: (name, text) => writeFileSync(join(notes, name), text),
    start: async () => {
      server = await startLocalServer(parts, Number(new URL(url).port));
      isUp = true;
    },
    stop: async () => {
      if (isUp) await server.stop();
      isUp = false;
    },
    write: async (body) => {
      const { kind } = await sendWrite(url, "update-surface", { token, body });
      if (kind !== "done") throw new Error("The drill's own write was not taken");
    },
    sql: async (command) =>
      (await (await server.openDatabase()).prepare(command).all<Record<string, unknown>>()).results,
  };
}

// `node --import tsx scripts/mirror/drill.ts`: plays it and prints the timeline.
if (process.argv[1]?.endsWith("drill.ts")) {
  await main(async () => {
    const { events, documents, actions } = await playOutage();
    for (const [i, { afterMs, what, written, said, measured }] of events.entries()) {
      const { overall_status: state, stale = false } = documents[i] ?? { overall_status: "" };
      say(
        `+${String(Math.round(afterMs / MINUTE_MS)).padStart(2)} min  ${what}: ${state}${stale ? ", stale" : ""}, the app measured ${measured}, ${written} files written`,
      );
      for (const line of said.slice(0, -1)) say(`          ${line}`);
    }
    say(`${actions.length} note handed over`);
  });
}
