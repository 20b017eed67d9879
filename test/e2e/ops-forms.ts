import type { Page } from "@playwright/test";
import type { SignedIn } from "../support/access";
import { iso } from "../support/http";
import { expect } from "../support/ops-page";
import { HOUR_MS, insertIncident, MINUTE_MS, type Scene } from "./scenes";

export const APP = "app-raxx-app";
export const FEED = "market-data-feed";

export type World = Scene & { page: Page; relief: SignedIn };
export type Values = Record<string, string>;

/** One of the forms: how it is reached, what can be typed into it, and what of it is stored once it is confirmed. */
export type Form = {
  open: (world: World) => Promise<string>;
  /** What can be typed, by field; the first value of each is a good one. */
  fields: Record<string, string[]>;
  /** Fields without which the form is refused. */
  needed?: string[];
  /** Another operator's write. */
  theirs?: (world: World) => Promise<void>;
  stored: (world: World) => Promise<Values>;
};

const NOW = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
export const inHours = (hours: number) => new Date(NOW + hours * HOUR_MS).toISOString().slice(0, 16);
export const secondsAgo = (hours: number) => new Date(NOW - hours * HOUR_MS + 7_000).toISOString().slice(0, 19);
const NOTES = ["Charts are blank.", "Some orders\nfail.", " Two spaces  here ", "ETA 5 minutes.", "x".repeat(290), ""];
const row = async ({ server }: World, sql: string, ...values: unknown[]) => {
  const [found = {}] = await server.sql<Values>(sql, ...values);
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, value ?? ""]));
};
const surfaceRow = (world: World) =>
  row(
    world,
    "SELECT state, public_note, override_expires_at AS expires_in FROM surface_state WHERE surface_id = ?",
    APP,
  );
const pinTheirs = async ({ operator }: World) => {
  await operator.pin(APP, "DEGRADED", { public_note: "Theirs." });
};

export const FORMS: Record<string, Form> = {
  override: {
    open: async () => `/ops/surfaces/${APP}?action=override`,
    fields: { state: ["DOWN", "PARTIAL", "DEGRADED"], public_note: NOTES, expires_in: ["30", "never", "240"] },
    needed: ["state"],
    theirs: pinTheirs,
    stored: surfaceRow,
  },
  note: {
    open: async ({ operator }) => {
      await operator.pin(APP, "PARTIAL", { public_note: "Login fails for some." });
      return `/ops/surfaces/${APP}?action=note`;
    },
    fields: { public_note: NOTES },
    theirs: pinTheirs,
    stored: surfaceRow,
  },
  "new window": {
    open: async () => "/ops/windows?plan=1",
    fields: {
      surface_id: [APP, FEED],
      starts_at: [inHours(20), inHours(22), ""],
      lasts: ["120", "30", "240"],
      public_note: NOTES,
    },
    needed: ["surface_id"],
    stored: async (world): Promise<Values> => {
      const sql =
        "SELECT id, starts_at, ends_at, public_note FROM maintenance_windows ORDER BY created_at DESC LIMIT 1";
      const { id, starts_at = "", ends_at = "", public_note = "" } = await row(world, sql);
      if (id === undefined) return {};
      const on = await world.server.sql<{ id: string }>(
        "SELECT surface_id AS id FROM maintenance_window_surfaces WHERE window_id = ? ORDER BY surface_id",
        id,
      );
      const lasts = String((Date.parse(ends_at) - Date.parse(starts_at)) / MINUTE_MS);
      return { surface_id: on.map((each) => each.id).join(), starts_at, lasts, public_note };
    },
  },
  "edited window": {
    open: async ({ operator }) => {
      const span = { starts_at: iso(NOW + 24 * HOUR_MS + 12_345), ends_at: iso(NOW + 26 * HOUR_MS + 12_345) };
      await operator.plan({ surface_ids: [APP], ...span, public_note: "Database upgrade." });
      const [planned] = await operator.windows();
      return `/ops/windows?edit=${planned?.id}`;
    },
    fields: {
      surface_id: [APP, FEED],
      starts_at: [inHours(20), inHours(22)],
      ends_at: [inHours(30), inHours(31), inHours(2), ""],
      public_note: NOTES,
    },
    theirs: async ({ relief }) => {
      type Planned = { windows: { id: string; sequence: number; phase: string }[] };
      const { body } = await relief.get<Planned>("/api/ops/windows");
      const planned = body.windows.find(({ phase }) => phase === "scheduled");
      const write = { action: "edit_window", window_id: planned?.id, sequence: planned?.sequence };
      expect((await relief.post("/api/ops/writes", { ...write, public_note: "Theirs." })).status).toBe(200);
    },
    stored: (world) =>
      row(
        world,
        "SELECT starts_at, ends_at, w.public_note, (SELECT group_concat(surface_id) FROM maintenance_window_surfaces WHERE phase = 'scheduled') AS surface_id FROM maintenance_windows w",
      ),
  },
  correction: {
    open: async ({ server }) => {
      const opened = NOW - 5 * HOUR_MS + 321;
      await insertIncident(server, {
        ...{ surface: APP, severity: "down", opened, resolved: opened + HOUR_MS, note: "Rolled back." },
      });
      const [{ id = 0 } = {}] = await server.sql<{ id: number }>("SELECT id FROM status_incidents");
      return `/ops/incidents?correct=${id}`;
    },
    fields: {
      opened_at: [secondsAgo(6), secondsAgo(7), ""],
      resolved_at: [secondsAgo(3), secondsAgo(2), secondsAgo(8)],
      public_note: NOTES,
    },
    theirs: async ({ relief }) => {
      const { body } = await relief.get<{ incidents: { id: number; updated_at: string }[] }>("/api/ops/incidents");
      const [{ id, updated_at } = {}] = body.incidents;
      const write = { action: "correct_incident", incident_id: id, updated_at, public_note: "Theirs." };
      expect((await relief.post("/api/ops/writes", write)).status).toBe(200);
    },
    stored: (world) => row(world, "SELECT opened_at, resolved_at, public_note FROM status_incidents"),
  },
};
