import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { get, iso, sleep } from "../support/http";
import { serverForFile } from "../support/server-for-file";
import { startManySurfaces, surfacePool } from "../support/surfaces";

const HOUR_MS = 3_600_000;
const take = surfacePool();
const { server, operator } = serverForFile({}, startManySurfaces);

/** A window from and until so many milliseconds from now. */
async function plan(surface_ids: string[], fromMs: number, untilMs: number, more: object = {}) {
  const now = Date.now();
  const [starts, ends] = [now + fromMs, now + untilMs];
  const { status, body } = await operator.plan({ surface_ids, starts_at: iso(starts), ends_at: iso(ends), ...more });
  expect(status).toBe(201);
  return { id: body.id, starts, ends, body };
}

const seconds = (ms: number) => `${iso(ms).slice(0, 19)}Z`;

describe("a window that one of its surfaces has left", () => {
  type Event = Record<"dtend" | "sequence" | "last-modified" | "summary", string>;
  const eventOf = async (window: string, surface?: string): Promise<Event> => {
    const { text } = await get(server, `${surface ? `/surfaces/${surface}` : ""}/maintenance.ics`);
    const all = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
    const event = all.find((it) => String(it.getFirstPropertyValue("uid")).startsWith(window));
    const named = (["dtend", "sequence", "last-modified", "summary"] as const).map((name) => [
      name,
      String(event?.getFirstPropertyValue(name)),
    ]);
    return Object.fromEntries(named);
  };
  type Listed = { windows: { id: string; surface_ids: string[] }[] };
  type Maintenances = {
    scheduled_maintenances: { name: string; updated_at: string; components: { name: string }[] }[];
  };

  it("goes on on the others, is over there, and has changed for whoever reads by sequence or by date", async () => {
    const [gone, there] = [take("plain"), take("plain")];
    const { id, ends } = await plan([gone, there], -1000, HOUR_MS);
    const before = await eventOf(id);
    await sleep(1100);
    await operator.pin(gone, "OPERATIONAL");
    const [whole, own] = [await eventOf(id), await eventOf(id, gone)];
    expect([before.sequence, whole.sequence]).toEqual(["0", "1"]);
    expect(whole["last-modified"] > before["last-modified"]).toBe(true);
    expect([whole.dtend, await eventOf(id, there).then((it) => it.dtend)]).toEqual([seconds(ends), seconds(ends)]);
    expect(Date.parse(own.dtend)).toBeLessThanOrEqual(Date.now());
    const { body } = await get<Listed>(server, "/api/status/public/maintenance");
    expect(body.windows.find((window) => window.id === id)?.surface_ids).toEqual([there]);
    const active = (await get<Maintenances>(server, "/api/v2/scheduled-maintenances/active.json")).body;
    const name = (await operator.shown(there)).display_name;
    const listed = active.scheduled_maintenances.filter((it) => it.name.includes(name));
    expect(listed.map(({ components }) => components.map((it) => it.name))).toEqual([[name]]);
    expect((await get(server, `/surfaces/${gone}`)).text).toContain("No maintenance is in progress or scheduled.");
    await operator.pin(there, "OPERATIONAL");
    expect(await eventOf(id)).toMatchObject({ sequence: "2" });
  });
});
