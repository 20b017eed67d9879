import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Note } from "@/components/status/note";
import { handOver } from "../../../scripts/mirror/hand-over";
import { KnownNote, readNotes, shownNotes } from "../../../scripts/mirror/read-notes";
import { makeKeys, openNote, publicKeyOf, type SpokenNote, signNote } from "../../../scripts/mirror/signed-note";
import { startFakeServer } from "../../fakes/server";
import { registryWith } from "../../support/mirror-snapshot";

const NOON = Date.parse("2026-11-30T12:20:00Z");
const HOUR_MS = 3_600_000;
const KEYS = makeKeys();
const SIGNERS = { "Ada of ops": KEYS.publicKey };

const NOTE: SpokenNote = {
  ...{ version: 1, id: "7a9e0a31-3f6b-4a53-9f6e-0d8a6a6f2b11", signer: "Ada of ops", surface_id: "app-raxx-app" },
  ...{ state: "DOWN", note: "Logins fail. We are working on it.", at: "2026-11-30T12:18:00Z" },
};

let folder = "";
let said: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "raxx-notes-"));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, text: string) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
};
const read = (known: readonly KnownNote[] = [], now = NOON) =>
  readNotes(known, { folder, registry: registryWith(), signers: SIGNERS, now, say: (line) => said.push(line) });
const shown = (notes: readonly KnownNote[], now = NOON) => shownNotes(notes, { takenAt: NOON, now });
const altered = (change: Partial<SpokenNote>): string => {
  const { signature } = JSON.parse(signNote(NOTE, KEYS.privateKey));
  return JSON.stringify({ text: JSON.stringify({ ...NOTE, ...change }), signature });
};

describe("a signed note", () => {
  it("of a signer whose key is configured is accepted once, and shown for a day", () => {
    put("a.json", signNote(NOTE, KEYS.privateKey));
    const known = read();
    expect(shown(known, NOON)).toEqual([NOTE]);
    expect(read(known)).toEqual(known);
    expect([said, shown(known, NOON + 24 * HOUR_MS)]).toEqual([[], []]);
  });

  it.each<[string, string, string]>([
    ["forged", signNote(NOTE, makeKeys().privateKey), "its signature is not its signer's"],
    ["altered", altered({ state: "OPERATIONAL" }), "its signature is not its signer's"],
    [
      "of an unknown signer",
      signNote({ ...NOTE, signer: "Eve" }, KEYS.privateKey),
      "its signer is not in config/mirror.json",
    ],
    [
      "of a signer named as a part of each object",
      signNote({ ...NOTE, signer: "constructor" }, KEYS.privateKey),
      "its signer is not in config/mirror.json",
    ],
    ["too old", signNote({ ...NOTE, at: "2026-11-29T12:19:59Z" }, KEYS.privateKey), "it is more than 24 hours old"],
    [
      "of a time to come",
      signNote({ ...NOTE, at: "2026-11-30T12:26:00Z" }, KEYS.privateKey),
      "its time is more than 5 minutes ahead",
    ],
    [
      "that promises",
      signNote({ ...NOTE, note: "Back by 15:00." }, KEYS.privateKey),
      "the note policy: forward_looking",
    ],
    ["of no surface", signNote({ ...NOTE, surface_id: "nope" }, KEYS.privateKey), "no surface has its surface_id"],
    ["that is none", "{}", "it is not a signed note"],
    ["that is no JSON", "<html>", "it is not a signed note"],
  ])("%s is refused, and the job says why", (_, text, why) => {
    put("a.json", text);
    expect([read(), said]).toEqual([[], [`note a.json is refused: ${why}`]]);
  });

  it("is text and nothing else: markup, links and signs that turn the direction are no part of what is shown", () => {
    const said = ["<b>Logins</b> fail.", "Logins fail: https://elsewhere.example/", "Logins \u202eliaf."];
    for (const [i, note] of said.entries())
      put(`${i}.json`, signNote({ ...NOTE, note, id: NOTE.id.replace(/11$/, `2${i}`) }, KEYS.privateKey));
    const texts = shown(read(), NOON).map(({ note }) =>
      renderToStaticMarkup(createElement(Note, { text: note ?? "" })),
    );
    for (const html of texts) expect(html).not.toMatch(/<b>|<a |\u202e/);
  });

  it("can be signed by a key in PEM, and by no other kind of key", () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const signers = { "Ada of ops": publicKey.export({ type: "spki", format: "der" }).toString("base64") };
    expect(publicKeyOf(pem)).toBe(signers["Ada of ops"]);
    expect(openNote(signNote(NOTE, pem), signers)).toEqual({ note: NOTE });
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
    for (const key of [rsa.privateKey.export({ type: "pkcs8", format: "pem" }).toString(), "x", signers["Ada of ops"]])
      expect(() => signNote(NOTE, key)).toThrow("no private key of ed25519");
  });

  it("is a file: what else bears such a name is refused like one that is none", () => {
    mkdirSync(join(folder, "a.json"));
    expect([read(), said]).toEqual([[], ["note a.json is refused: it is not a signed note"]]);
  });

  it.each([
    ["24 hours old", -24 * HOUR_MS, 1],
    ["a second older", -24 * HOUR_MS - 1_000, 0],
    ["5 minutes ahead", 300_000, 1],
    ["a second further", 301_000, 0],
  ])("%s: at the edges of its time", (_, offsetMs, count) => {
    put("a.json", signNote({ ...NOTE, at: new Date(NOON + offsetMs).toISOString() }, KEYS.privateKey));
    expect(read()).toHaveLength(count);
  });

  it("that was there before is refused under another name, also once it was handed over", () => {
    put("a.json", signNote(NOTE, KEYS.privateKey));
    const handed = read().map((each) => ({ ...each, handedAt: NOON }));
    put("b.json", signNote(NOTE, KEYS.privateKey));
    const after = read(handed, NOON + HOUR_MS);
    expect(said).toEqual(["note b.json is refused: a note with its id was there before"]);
    expect([after, shown(after, NOON + HOUR_MS)]).toEqual([handed, []]);
  });
});

describe("a note that an earlier release has accepted", () => {
  const { note, file } = { note: NOTE, file: "a.json" };
  const earlier = (handedAt: number | null) => [KnownNote.parse({ note, file, handedAt, refusal: null })];

  it("is verified by its file, and remembered where it was handed over", () => {
    expect(shown(read(earlier(null)))).toEqual([]);
    expect(read(earlier(NOON))).toEqual(earlier(NOON));
    put("a.json", signNote(NOTE, KEYS.privateKey));
    expect(shown(read(earlier(null)))).toEqual([NOTE]);
  });
});

describe("the write API", () => {
  it("gets each note once, in its signer's name, at its own time and under its id; in turn, until it falls silent", async () => {
    const later = { ...NOTE, id: "7a9e0a31-3f6b-4a53-9f6e-0d8a6a6f2b12", at: "2026-11-30T12:19:00Z" };
    put("a.json", signNote(later, KEYS.privateKey));
    put("b.json", signNote(NOTE, KEYS.privateKey));
    const path = "/api/internal/status/update-surface";
    const api = await startFakeServer({ [path]: { status: 503, body: "<html>1101</html>" } });
    const options = { source: api.url, token: "t", clock: () => NOON, say: (line: string) => void said.push(line) };
    const { notes: silent } = await handOver(read(), options);
    expect([api.to(path).length, silent.map(({ handedAt }) => handedAt)]).toEqual([1, [null, null]]);
    api.at(path, { body: { surface: {}, changed: true } });
    const { notes: done } = await handOver(silent, options);
    expect(done.map(({ handedAt }) => handedAt)).toEqual([NOON, NOON]);
    await handOver(done, options);
    await api.stop();
    const bodies = api.to(path).map(({ body }) => JSON.parse(body));
    expect(bodies.map(({ request_id }) => request_id)).toEqual([NOTE.id, NOTE.id, later.id]);
    expect(bodies[1]).toEqual({
      ...{ surface_id: NOTE.surface_id, state: "DOWN", state_source: "manual", actor: "Ada of ops" },
      ...{ public_note: NOTE.note, request_id: NOTE.id, said_at: NOTE.at },
    });
  });

  const path = "/api/internal/status/update-surface";
  /** How often the API was asked in two runs, and whether the copy still shows the note. */
  async function handOverTwice(status: number, code: string) {
    put("a.json", signNote(NOTE, KEYS.privateKey));
    const api = await startFakeServer({ [path]: { status, body: { code } } });
    const options = { source: api.url, token: "t", clock: () => NOON, say: (line: string) => void said.push(line) };
    const first = await handOver(read(), options);
    const { notes } = await handOver(first.notes, options);
    await api.stop();
    return [api.to(path).length, shown(notes, NOON).length];
  }

  it.each([
    [422, "invalid_request"],
    [422, "copy_policy"],
    [404, "unknown_surface"],
    [409, "request_id_used"],
  ])("that refuses the note itself (%i %s) is not asked again, and the copy shows it no longer", async (...answer) => {
    expect(await handOverTwice(...answer)).toEqual([1, 0]);
  });

  it.each([
    [401, "unauthorized"],
    [403, "foreign_origin"],
    [404, "not_enabled"],
    [405, "method_not_allowed"],
    [408, "slow_body"],
    [415, "unsupported_media_type"],
    [429, "too_many_requests"],
    [503, "busy"],
  ])("that judges no note (%i %s) is asked again, and the copy goes on to show it", async (...answer) => {
    expect(await handOverTwice(...answer)).toEqual([2, 1]);
  });
});
