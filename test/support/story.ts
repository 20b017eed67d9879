import { expect } from "vitest";
import type { Context } from "@/lib/platform/context";
import { readAudit } from "@/lib/services/operators/read-audit";
import { readPageAt } from "@/lib/services/operators/read-page-at";
import { readFeed, readStatuspage } from "@/lib/services/public/read-documents";
import { readIncident } from "@/lib/services/public/read-incident";
import { readHistory } from "@/lib/services/public/read-months";
import { readPage, readPublic } from "@/lib/services/public/read-page";

type Incident = NonNullable<Awaited<ReturnType<typeof readIncident>>["incident"]>;

/** Rows of `status_incidents` that are told as one, by public id: the first one's is the incident's. */
type Rows = readonly { id: string; surfaceId: string; isOpen: boolean }[];

/** The incident as its page tells it, once every other reader is found to tell the same. */
export async function readStory(ctx: Context, rows: Rows): Promise<Incident> {
  const [first] = rows;
  const { incident } = await readIncident(ctx, first?.id ?? "");
  if (!incident) throw new Error(`there is no ${first?.id}`);
  const isOpen = incident.resolvedAt === null;
  const open = incident.surfaces.filter(({ resolvedAt }) => resolvedAt === null).map(({ id }) => id);
  expect(open.toSorted()).toEqual(rows.flatMap((row) => (row.isOpen ? [row.surfaceId] : [])).toSorted());
  expect(incident.words.map(({ revision }) => revision)).toEqual(incident.words.map((_, i) => i + 1));
  for (const row of rows) expect((await readIncident(ctx, row.id)).incident?.id).toBe(incident.id);
  await expectFrontPage(ctx, incident, { open, rows });
  await expectFeeds(ctx, incident, rows);
  await expectStatuspage(ctx, incident);
  await expectLog(ctx, incident, open);

  const title = incident.title ?? firstSentenceOf(incident);
  const lines = (await readHistory(ctx, null)).incidents.filter(({ id }) => rows.some((row) => row.id === id));
  const { id, severity, surfaces, openedAt, resolvedAt } = incident;
  expect(lines).toEqual([expect.objectContaining({ id, title, severity, openedAt, resolvedAt })]);
  expect(lines[0]?.surfaces).toEqual(surfaces);
  const { status } = await readPublic(ctx);
  const listed = status.incidents.filter((item) => rows.some((row) => row.id === item.id));
  expect(listed.map((item) => item.id).toSorted()).toEqual(
    rows.flatMap((row) => (row.isOpen ? [] : [row.id])).toSorted(),
  );
  for (const item of listed)
    expect(Object.keys(item)).toEqual([
      ...["id", "surface_id", "surface_display_name", "severity", "opened_at", "resolved_at", "public_note"],
    ]);
  expect(isOpen).toBe(open.length > 0);
  return incident;
}

const firstSentenceOf = ({ words }: Incident): string | null =>
  words.find(({ note }) => note !== null)?.note?.replace(/\..*$/, "") ?? null;

/** The front page's cards, and the time machine's at the same moment. */
async function expectFrontPage(
  ctx: Context,
  incident: Incident,
  { open, rows }: { open: readonly string[]; rows: Rows },
): Promise<void> {
  const title = incident.title ?? firstSentenceOf(incident);
  const phase = incident.words.at(-1)?.phase;
  const updates = incident.words.length;
  const { active, status, toldIn } = await readPage(ctx);
  for (const row of rows.slice(1).filter(({ isOpen }) => !isOpen)) expect(toldIn[row.id]).toBe(incident.id);
  const cards = active.filter(({ id }) => id === incident.id);
  expect(cards.map((card) => card.surface_id).toSorted()).toEqual([...open].toSorted());
  for (const card of cards) expect(card).toMatchObject({ title, phase, updates });
  for (const surface of status.surfaces.filter(({ id }) => open.includes(id)))
    expect(surface.ticket_pending).toBe(true);
  const then = (await readPageAt(ctx, ctx.now)).open_incidents.filter((card) => card.public_id === incident.id);
  expect(then.map((card) => card.surface_id).toSorted()).toEqual([...open].toSorted());
  for (const card of then) expect(card).toMatchObject({ title, phase, updates });
}

/** An item an update in RSS, one entry in Atom and JSON Feed. */
async function expectFeeds(ctx: Context, incident: Incident, rows: Rows): Promise<void> {
  const { id, words, postmortem } = incident;
  const title = incident.title ?? firstSentenceOf(incident);
  const rss = (await readFeed(ctx, "history.rss")).text;
  const guids = [...rss.matchAll(new RegExp(`>(${id}#\\d+)<`, "g"))].map(([, guid]) => guid);
  const told = [...words.map(({ revision }) => revision), ...(postmortem ? [postmortem.revision] : [])];
  expect(guids.toSorted()).toEqual(told.map((revision) => `${id}#${revision}`).toSorted());
  const atom = (await readFeed(ctx, "history.atom")).text;
  expect(atom.split(`incident/${id}<`)).toHaveLength(2);
  const json = JSON.parse((await readFeed(ctx, "feed.json")).text);
  const items = json.items.filter((item: { id: string }) => item.id.endsWith(`incident/${id}`));
  expect(items).toHaveLength(1);
  if (title === null) expect(items[0].title).toMatch(/^Surface /);
  else expect(items[0].title).toBe(title);
  for (const { note } of [...words, { note: postmortem?.text ?? null }])
    for (const text of note === null ? [] : [rss, atom, items[0].content_html]) expect(text).toContain(note);
  for (const row of rows.slice(1)) for (const feed of [rss, atom]) expect(feed).not.toContain(row.id);
}

/** A client of Statuspage's API reads the phases, and each surface's status before and after. */
async function expectStatuspage(ctx: Context, incident: Incident): Promise<void> {
  const { id, words, surfaces, resolvedAt, postmortem } = incident;
  const listOf = async (path: "incidents.json" | "incidents/unresolved.json") => {
    const { incidents } = JSON.parse((await readStatuspage(ctx, path)).text);
    return incidents.filter(({ shortlink }: { shortlink: string }) => shortlink.endsWith(id));
  };
  const [served, ...more] = await listOf("incidents.json");
  expect(more).toEqual([]);
  expect(await listOf("incidents/unresolved.json")).toEqual(resolvedAt === null ? [served] : []);
  const phases = words.map(({ kind, phase }) => (kind === "resolved" ? "resolved" : phase));
  const statuses = [...phases, ...(postmortem ? ["postmortem"] : [])];
  expect(served.incident_updates.map(({ status }: { status: string }) => status).toReversed()).toEqual(statuses);
  expect(served.status).toBe(statuses.at(-1));
  if (incident.title ?? firstSentenceOf(incident))
    expect(served.name).toBe(incident.title ?? firstSentenceOf(incident));
  expect(served.components.map(({ name }: { name: string }) => name).toSorted()).toEqual(
    surfaces.map(({ name }) => name).toSorted(),
  );
  expect(served.postmortem_body ?? null).toBe(postmortem?.text ?? null);
  const after = new Map<string, string>();
  for (const { affected_components } of served.incident_updates.toReversed())
    for (const { name, old_status, new_status } of affected_components) {
      expect(old_status).toBe(after.get(name) ?? "operational");
      after.set(name, new_status);
    }
  for (const { name, resolvedAt: end } of surfaces) expect(after.get(name) === "operational").toBe(end !== null);
}

/** The audit log's chain has no gap on a surface, and its newest row says what readers see. */
async function expectLog(ctx: Context, { surfaces }: Incident, open: readonly string[]): Promise<void> {
  const { status } = await readPublic(ctx);
  for (const { id } of surfaces) {
    const { rows } = await readAudit(ctx, { surface: id, limit: 50 });
    const chain = rows.toReversed();
    for (const [i, row] of chain.entries()) if (i > 0) expect(row.previous_state).toBe(chain[i - 1]?.new_state);
    const shown = status.surfaces.find((surface) => surface.id === id);
    expect(rows[0]).toMatchObject({
      new_state: shown?.state,
      ticket_pending: open.includes(id),
      public_note: shown?.public_note,
    });
  }
}
