import { beforeEach, describe, expect, it } from "vitest";
import type { Operator } from "@/lib/integrations/access/verify-operator";
import { describeRevisions } from "@/lib/services/notices/describe-revisions";
import { fanOutEvents } from "@/lib/services/notices/fan-out";
import { writeAsOperator } from "@/lib/services/operators/write";
import { seedSurfaces, updateSurface } from "@/lib/services/surfaces/update";
import { receiveDelivery } from "@/lib/services/tickets/receive-delivery";
import { native, type TicketWords } from "../../support/freescout";
import { outboxForFile } from "./outbox";

const outbox = outboxForFile();
const { pass, now, context, subscribe, rows, d1 } = outbox;

const [APP, DOCS] = ["app-raxx-app", "docs-raxx-app"];

beforeEach(async () => {
  await seedSurfaces(context());
  for (const id of [APP, DOCS]) await report(id, "OPERATIONAL", null);
  await d1().prepare("DELETE FROM notice_events").run();
  await subscribe("a@example.com");
});

/** What a token of the write API reports by hand. */
const report = (surface: string, state: "DOWN" | "DEGRADED" | "OPERATIONAL" | "MAINTENANCE", note: string | null) =>
  updateSurface(context(), { surface_id: surface, state, state_source: "manual", public_note: note });

/** Each mail, a line: what has happened, and its title. */
const told = () =>
  outbox.postmark().taken.map(({ TextBody }) => {
    const [what, title] = TextBody.split("\n");
    return `${what?.split(" · ")[0]}: ${title}`;
  });

let tickets = 0;
function aTicket(): (words: Omit<TicketWords, "id">) => Promise<unknown> {
  const id = 900 + ++tickets;
  return (words) => {
    const body = native({ id, updated: new Date(now()).toISOString(), ...words });
    return receiveDelivery(context(), new TextEncoder().encode(body) as Uint8Array<ArrayBuffer>);
  };
}

const version = async (): Promise<number> => {
  const [row] = await rows<{ version: number }>(
    `SELECT max(id) AS version FROM status_audit_log WHERE surface_id = '${APP}'`,
  );
  return row?.version ?? 0;
};

const events = () => rows<{ subject: string; revision: number }>("SELECT subject, revision FROM notice_events");

describe("an incident of the write API", () => {
  it("is told when it opens, changes and is over, each once, and its event is in the batch of the change", async () => {
    await report(APP, "DOWN", "Logins fail. We look into it.");
    expect(await events()).toMatchObject([{ revision: 1 }]);
    await pass(2);
    await report(APP, "DOWN", "A certificate has expired.");
    await pass(2);
    await report(APP, "OPERATIONAL", "The certificate is renewed.");
    await pass(2);
    expect(told()).toEqual(["New: Logins fail. We look into it.", "Update: Logins fail", "Resolved: Logins fail"]);
    const [first, second] = outbox.postmark().taken;
    expect(first?.TextBody).toMatch(/Logins fail\. We look into it\.\nWe are investigating\nAffected: .+ \(down\)/);
    expect(second?.TextBody).toContain("A certificate has expired.");
    expect(second?.TextBody).toMatch(/https:\/\/status\.raxx\.app\/incidents\/inc_\d{5}/);
  });

  it("without a note has the names of its surfaces as title", async () => {
    await report(DOCS, "DOWN", null);
    await pass(1);
    expect(told()).toEqual(["New: Documentation"]);
  });

  it("that is maintenance is told to those who hear of maintenance", async () => {
    await d1().prepare(`UPDATE subscribers SET kinds = '["maintenance"]'`).run();
    await report(APP, "DOWN", "Logins fail.");
    await report(DOCS, "MAINTENANCE", "We move a database.");
    await pass(1);
    expect(told()).toEqual(["New: We move a database."]);
    for (const id of [APP, DOCS]) await report(id, "OPERATIONAL", null);
  });

  it("that turns from maintenance into trouble is told on to those who hear of maintenance alone, and over", async () => {
    await d1().prepare(`UPDATE subscribers SET kinds = '["maintenance"]'`).run();
    await report(APP, "MAINTENANCE", "We move a database.");
    await pass(2);
    await report(APP, "DOWN", "The database is lost.");
    await pass(2);
    await report(APP, "OPERATIONAL", "The database is back.");
    await pass(2);
    expect(told().map((line) => line.split(":")[0])).toEqual(["New", "Update", "Resolved"]);
  });

  it("that an operator tells nobody of is told from its next change on", async () => {
    const write = async (note: string, silent: boolean) =>
      writeAsOperator(context(), { actor: "ops:one@example.com" } as Operator, {
        ...{ action: "override", request_id: crypto.randomUUID(), state: "DOWN", public_note: note },
        surfaces: [{ surface_id: APP, version: await version() }],
        ...(silent && { tell_nobody: true }),
      });
    await write("Logins fail.", true);
    await pass(2);
    expect(told()).toEqual([]);
    await write("Logins fail for all.", false);
    await pass(2);
    expect(told()).toEqual(["Update: Logins fail"]);
  });

  it("that is written while a tick gives out what is described is told by the next, with its end", async () => {
    await describeRevisions(context());
    await report(APP, "DOWN", "Logins fail.");
    await fanOutEvents(context(), () => true);
    await pass(2);
    await report(APP, "OPERATIONAL", "All is well.");
    await pass(2);
    expect(told()).toEqual(["New: Logins fail.", "Resolved: Logins fail"]);
  });

  it("of a write that is rolled back is told to nobody", async () => {
    await expect(
      d1().batch([
        d1().prepare(`INSERT INTO incident_revisions (incident_id, revision, phase, source, at, update_id, created_at)
          VALUES (9000, 1, 'investigating', 'manual', '${new Date(now()).toISOString()}', 1, '')`),
        d1().prepare("INSERT INTO no_table VALUES (1)"),
      ]),
    ).rejects.toThrow();
    expect(await events()).toEqual([]);
  });
});

describe("a write that tells nobody", () => {
  type Write = Parameters<typeof writeAsOperator>[2];
  const write = async (asked: object, silent = false) =>
    writeAsOperator(
      context(),
      { actor: "ops:one@example.com" } as Operator,
      {
        ...{ request_id: crypto.randomUUID(), ...asked, ...(silent && { tell_nobody: true }) },
      } as Write,
    );
  const seen = async () => [{ surface_id: APP, version: await version() }];
  const open = async (): Promise<number> => {
    await write({
      ...{ action: "open_incident", title: "Logins", public_note: "Logins fail." },
      surfaces: (await seen()).map((surface) => ({ ...surface, severity: "down" })),
    });
    const [row] = await rows<{ id: number }>("SELECT max(id) AS id FROM status_incidents");
    return row?.id ?? 0;
  };

  it("and changes a title alone leaves what was told a moment before", async () => {
    const incident_id = await open();
    const surfaces = (await seen()).map((surface) => ({ ...surface, severity: "down" }));
    await write({ action: "update_incident", incident_id, title: "Sign-in", surfaces }, true);
    await pass(2);
    expect(told()).toEqual(["New: Sign-in"]);
    await write({ action: "resolve_incident", incident_id, surfaces: await seen() }, true);
    await pass(2);
    expect(told()).toHaveLength(1);
  });

  it("and is a postmortem leaves the end of a moment before", async () => {
    const incident_id = await open();
    await pass(1);
    await write({ action: "resolve_incident", incident_id, surfaces: await seen() });
    const [row] = await rows<{ revision: number }>(
      `SELECT max(revision) AS revision FROM incident_revisions WHERE incident_id = ${incident_id}`,
    );
    await write({ action: "postmortem", incident_id, revision: row?.revision, text: "A disk was full." }, true);
    await pass(2);
    expect(told()).toEqual(["New: Logins", "Resolved: Logins"]);
  });
});

describe("a ticket's incident", () => {
  it("over two surfaces is one notice a change, to those who chose one of them", async () => {
    const deliver = aTicket();
    await d1()
      .prepare("UPDATE subscribers SET surfaces = ?")
      .bind(JSON.stringify([DOCS]))
      .run();
    await deliver({ tag: APP, severity: "partial", note: "Charts are late." });
    await pass(2);
    expect(told()).toEqual([]);
    await deliver({ tag: `${APP}, ${DOCS}`, severity: "down", note: "Charts are late." });
    await pass(2);
    await deliver({ tag: `${APP}, ${DOCS}`, severity: "down", note: "All is well.", status: "closed" });
    await pass(2);
    expect(told()).toEqual(["Update: Charts are late.", "Resolved: Charts are late"]);
  });
});

it("What was imported, is older than six hours, or corrects what is over, is told to nobody; a postmortem is, once", async () => {
  await d1().prepare("DELETE FROM subscribers").run();
  await report(APP, "DOWN", "Logins fail.");
  await report(APP, "OPERATIONAL", "All is well.");
  await pass(1);
  await subscribe("b@example.com");
  const [incident] = await rows<{ id: number; revision: number }>(
    "SELECT incident_id AS id, max(revision) AS revision FROM incident_revisions GROUP BY 1 ORDER BY max(id) DESC LIMIT 1",
  );
  const revise = (revision: number, phase: string, hoursAgo: number, body: string | null = null) =>
    d1()
      .prepare(`INSERT INTO incident_revisions (incident_id, revision, phase, source, at, update_id, body, created_at)
        VALUES (?1, ?2, ?3, 'manual', ?4, 0, ?5, ?6)`)
      .bind(
        incident?.id,
        (incident?.revision ?? 0) + revision,
        phase,
        new Date(now() - hoursAgo * 3_600_000).toISOString(),
        body,
        new Date(now()).toISOString(),
      )
      .run();
  await revise(1, "resolved", 0);
  await revise(2, "investigating", 7);
  await pass(2);
  expect(told()).toEqual([]);
  await revise(3, "postmortem", 0, "What happened.\n\nAnd why.");
  await pass(2);
  await revise(4, "postmortem", 0, "What happened, in other words.");
  await pass(2);
  expect(told()).toEqual(["Published: Logins fail"]);
  expect(outbox.postmark().taken[0]?.TextBody).toContain("What happened");
});
