import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { iso } from "../support/http";
import { operatorOf } from "../support/operator";
import { startServer, type TestServer } from "../support/server";
import { QUIET } from "../support/surfaces";
import { logOf, readAll, visible } from "./failure/broken";
import { SURFACE } from "./failure/public-reads";

const NOTES = {
  pin: "Orders are not being accepted.",
  window: "The database is being moved.",
  past: "Confirmation emails arrived late.",
};
const FORBIDDEN = "Fixed soon.";
const JUDGED = "note policy: a read judged notes without a stored verdict";
const HOUR_MS = 3_600_000;

const dataDir = mkdtempSync(join(tmpdir(), "raxx-verdicts-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** Serves the same data by a new process, which has read nothing yet. */
async function onFresh<T>(act: (server: TestServer) => Promise<T>): Promise<T> {
  const server = await startServer({ env: QUIET, dataDir });
  try {
    return await act(server);
  } finally {
    await server.stop();
  }
}

/** What all public reads answer together, and whether one of them judged a note. */
async function readFresh(server: TestServer) {
  let text = "";
  const log = await logOf(async () => {
    const reads = await readAll(server);
    expect(reads.filter(({ status }) => status !== 200).map(({ path }) => path)).toEqual([]);
    text = reads.map((read) => visible(read.text)).join("\n");
  });
  return { text, judged: log.some(({ msg }) => msg === JUDGED) };
}

const published = ({ text }: { text: string }) => Object.values(NOTES).filter((note) => text.includes(note));

/** The policy's version as the server's own rows name it. */
const versions = (server: TestServer) =>
  server.sql<{ policy: string }>("SELECT DISTINCT policy FROM note_verdicts").then((rows) => rows.map((r) => r.policy));

beforeAll(() =>
  onFresh(async (server) => {
    const operator = operatorOf(server);
    const now = Date.now();
    await operator.pin(SURFACE, "DOWN", { public_note: NOTES.past });
    await operator.pin(SURFACE, "OPERATIONAL", { public_note: NOTES.past });
    await operator.pin(SURFACE, "DOWN", { public_note: NOTES.pin });
    const window = { surface_ids: ["trade-execution"], public_note: NOTES.window };
    await operator.plan({ ...window, starts_at: iso(now + HOUR_MS), ends_at: iso(now + 2 * HOUR_MS) });
  }),
);

describe("a note that was written through the API", () => {
  it("has its verdict stored with it", () =>
    onFresh(async (server) => {
      const rows = await server.sql<{ note: string }>("SELECT note FROM note_verdicts");
      expect(rows.map(({ note }) => note)).toEqual(expect.arrayContaining(Object.values(NOTES)));
    }));

  it("is published by a fresh process that judges nothing", () =>
    onFresh(async (server) => {
      const read = await readFresh(server);
      expect([published(read), read.judged]).toEqual([Object.values(NOTES), false]);
    }));
});

describe("a policy of another version", () => {
  it("judges every note anew, and the next tick stores what it found", async () => {
    const [version] = await onFresh(async (server) => {
      const found = await versions(server);
      await server.sql("UPDATE note_verdicts SET policy = 'another'");
      const read = await readFresh(server);
      expect([published(read), read.judged]).toEqual([Object.values(NOTES), true]);
      return found;
    });
    await onFresh((server) => server.tick(Date.now()));
    await onFresh(async (server) => {
      expect(await versions(server)).toContain(version);
      expect((await readFresh(server)).judged).toBe(false);
    });
  });
});

describe("a note that was changed by hand", () => {
  const CHANGES = [
    "UPDATE surface_state SET public_note = ?, version = version + 1 WHERE public_note IS NOT NULL",
    "UPDATE status_incidents SET public_note = ?",
    "UPDATE maintenance_windows SET public_note = ?",
    "UPDATE maintenance_window_surfaces SET public_note = ?",
    `INSERT INTO incident_updates (incident_id, surface_id, kind, public_note, effective_at, created_at)
     SELECT id, surface_id, 'updated', ?, opened_at, opened_at FROM status_incidents`,
  ];

  it("is judged before it is shown, and never published where it breaks a rule", () =>
    onFresh(async (server) => {
      for (const change of CHANGES) await server.sql(change, FORBIDDEN);
      await server.sql("INSERT INTO note_verdicts (policy, note) VALUES ('another', ?)", FORBIDDEN);
      const read = await readFresh(server);
      expect([read.text.includes(FORBIDDEN), read.judged]).toEqual([false, true]);
    }));

  it("gets no verdict by a tick either", async () => {
    await onFresh((server) => server.tick(Date.now()));
    await onFresh(async (server) => {
      const own = "SELECT policy FROM note_verdicts WHERE note = ? AND policy <> 'another'";
      expect(await server.sql(own, FORBIDDEN)).toEqual([]);
      expect((await readFresh(server)).text).not.toContain(FORBIDDEN);
    });
  });
});
