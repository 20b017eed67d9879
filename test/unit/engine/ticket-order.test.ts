import { describe, expect, test } from "vitest";
import { orderTicket, type TicketDecision, type TicketRecord, type TicketSighting } from "@/lib/core/engine/tickets";
import { s, sighting } from "./support";

const A = { surfaceId: "A", severity: "degraded", note: "a" } as const;
const B = { surfaceId: "B", severity: "down", note: "b" } as const;
const NO_TAG = { surfaceId: null, severity: "degraded", note: "a" } as const;

type Seen = Partial<Omit<TicketSighting, "fingerprint">>;

/** Delivers one after the other, one second apart from `now` 1000 on; what is remembered in between is remembered. */
function deliver(...seen: Seen[]): { last: TicketDecision; record: TicketRecord | null } {
  let record: TicketRecord | null = null;
  let last: TicketDecision = { kind: "ignore", why: "no_known_surface" };
  seen.forEach((words, i) => {
    last = orderTicket(record, sighting(words), s(1000 + i));
    if (last.kind !== "ignore") record = last.record;
  });
  return { last, record };
}

describe("first sight", () => {
  test("an open ticket with a known tag is held, and names its incident", () => {
    const { last } = deliver({ updatedAt: s(5), fields: B });
    expect(last).toMatchObject({ kind: "hold", movedFrom: null });
    expect(last).toMatchObject({
      record: { open: true, surfaceId: "B", severity: "down", note: "b", updatedAt: s(5), incidentKey: "ticket:1" },
    });
  });

  test.each(["closed", "withdrawn"] as const)("%s: remembered, nothing else, and no incident", (status) => {
    expect(deliver({ status, fields: A }).last).toMatchObject({
      kind: "remember",
      record: { open: false, note: status === "closed" ? "a" : null, incidentKey: null },
    });
  });

  test.each(["closed", "withdrawn"] as const)("%s without custom fields: remembered too", (status) => {
    expect(deliver({ status, fields: null }).last).toMatchObject({ kind: "remember", record: { open: false } });
  });

  test.each(["closed", "withdrawn"] as const)("%s: an older delivery can't open it", (status) => {
    const { last } = deliver({ status, updatedAt: s(10), fields: A }, { updatedAt: s(9), fields: A });
    expect(last).toEqual({ kind: "ignore", why: "older_than_known" });
  });

  test.each(["closed", "withdrawn"] as const)("%s: a newer one can, and its incident is a new one", (status) => {
    const { last } = deliver({ status, updatedAt: s(10), fields: A }, { updatedAt: s(11), fields: A });
    expect(last).toMatchObject({ kind: "hold", movedFrom: null, record: { incidentKey: "ticket:1" } });
  });

  test.each([
    ["an unknown or empty tag", NO_TAG],
    ["no custom fields", null],
  ])("open with %s: nothing is written", (_, fields) => {
    expect(deliver({ fields }).last).toEqual({ kind: "ignore", why: "no_known_surface" });
  });

  test("by receipt where the dialect has no updated_at", () => {
    expect(deliver({ updatedAt: null }).record?.updatedAt).toBe(s(1000));
  });
});

describe("order is by updated_at", () => {
  test.each([
    ["an update", { updatedAt: s(9), fields: B }],
    ["a close", { updatedAt: s(9), status: "closed" as const, fields: A }],
    ["a deletion", { updatedAt: s(9), status: "withdrawn" as const, fields: A }],
    ["an emptied tag", { updatedAt: s(9), fields: NO_TAG }],
    ["one by a millisecond", { updatedAt: s(9.999), fields: B }],
  ])("older than known: nothing (%s)", (_, older) => {
    expect(deliver({ updatedAt: s(10), fields: A }, older).last).toEqual({ kind: "ignore", why: "older_than_known" });
  });

  test("equal, and the fields we read are equal: a replay, however often", () => {
    const same = { updatedAt: s(10), fields: A };
    expect(deliver(same, same, same).last).toEqual({ kind: "ignore", why: "replay" });
  });

  test("a replay of a close is one too", () => {
    const closing = { updatedAt: s(11), status: "closed" as const, fields: A };
    expect(deliver({ updatedAt: s(10), fields: A }, closing, closing).last).toEqual({ kind: "ignore", why: "replay" });
  });

  test.each([
    ["severity", { ...A, severity: "down" as const }],
    ["note", { ...A, note: "other" }],
  ])("equal with another %s: applied", (_, fields) => {
    expect(deliver({ updatedAt: s(10), fields: A }, { updatedAt: s(10), fields }).last).toMatchObject({
      kind: "hold",
      record: fields,
    });
  });

  test("equal with another status: applied", () => {
    const { last } = deliver({ updatedAt: s(10), fields: A }, { updatedAt: s(10), status: "closed", fields: A });
    expect(last.kind).toBe("let_go");
  });

  test("newer with equal fields is an update, no replay", () => {
    const { last } = deliver({ updatedAt: s(10), fields: A }, { updatedAt: s(11), fields: A });
    expect(last).toMatchObject({ kind: "hold", movedFrom: null, record: { updatedAt: s(11) } });
  });

  test("by receipt, equal fields are a replay and others an update", () => {
    const bare = { updatedAt: null, fields: A };
    expect(deliver(bare, bare).last).toEqual({ kind: "ignore", why: "replay" });
    expect(deliver(bare, { updatedAt: null, fields: B }).last).toMatchObject({
      kind: "hold",
      record: { updatedAt: s(1001) },
    });
  });

  test("by receipt, one that is known from the future can still be closed", () => {
    const { last } = deliver({ updatedAt: s(1200), fields: A }, { updatedAt: null, status: "closed", fields: A });
    expect(last).toMatchObject({ kind: "let_go", record: { updatedAt: s(1200) } });
  });
});

describe("a tag that moves from A to B", () => {
  const moved = [
    { updatedAt: s(10), fields: A },
    { updatedAt: s(11), fields: B },
  ];

  test("is closed on A and opened on B, one incident", () => {
    expect(deliver(...moved).last).toMatchObject({
      kind: "hold",
      movedFrom: "A",
      record: { surfaceId: "B", open: true, incidentKey: "ticket:1" },
    });
  });

  test("and back again", () => {
    expect(deliver(...moved, { updatedAt: s(12), fields: A }).last).toMatchObject({
      kind: "hold",
      movedFrom: "B",
      record: { surfaceId: "A", incidentKey: "ticket:1" },
    });
  });

  test("an update on B moves nothing more", () => {
    expect(deliver(...moved, { updatedAt: s(12), fields: B }).last).toMatchObject({ kind: "hold", movedFrom: null });
  });

  test("a ticket that was closed on A and reopens on B leaves nothing on A", () => {
    const { last } = deliver(
      { updatedAt: s(10), fields: A },
      { updatedAt: s(11), status: "closed", fields: A },
      { updatedAt: s(12), fields: B },
    );
    expect(last).toMatchObject({ kind: "hold", movedFrom: null, record: { surfaceId: "B", incidentKey: "ticket:1" } });
  });
});

describe("a tracked ticket that ends", () => {
  const open = { updatedAt: s(10), fields: A };

  test("closed: let go of where it was, with its final note", () => {
    const { last } = deliver(open, { updatedAt: s(11), status: "closed", fields: { ...A, note: "final" } });
    expect(last).toMatchObject({
      kind: "let_go",
      record: { surfaceId: "A", open: false, note: "final", incidentKey: "ticket:1" },
    });
  });

  test("deleted, merged away or spam: with no public note", () => {
    expect(deliver(open, { updatedAt: s(11), status: "withdrawn", fields: A }).last).toMatchObject({
      kind: "let_go",
      record: { open: false, note: null },
    });
  });

  test("its tag emptied or unknown: closed without a note", () => {
    expect(deliver(open, { updatedAt: s(11), fields: NO_TAG }).last).toMatchObject({
      kind: "let_go",
      record: { open: false, note: null },
    });
  });

  test("closed and its tag emptied at once: without a note", () => {
    expect(deliver(open, { updatedAt: s(11), status: "closed", fields: NO_TAG }).last).toMatchObject({
      kind: "let_go",
      record: { note: null },
    });
  });

  test("closed twice: the second is only remembered", () => {
    const closing = { updatedAt: s(11), status: "closed" as const, fields: A };
    expect(deliver(open, closing, { ...closing, updatedAt: s(12) }).last).toMatchObject({
      kind: "remember",
      record: { open: false, updatedAt: s(12) },
    });
  });

  test("active again: its incident reopens under its own name", () => {
    const { last } = deliver(
      open,
      { updatedAt: s(11), status: "closed", fields: A },
      { updatedAt: s(12), fields: { ...A, note: "again" } },
    );
    expect(last).toMatchObject({
      kind: "hold",
      movedFrom: null,
      record: { open: true, note: "again", incidentKey: "ticket:1" },
    });
  });
});

describe("a tracked ticket without customFields", () => {
  const open = { updatedAt: s(10), fields: B };

  test("open: known fields stay", () => {
    expect(deliver(open, { updatedAt: s(11), fields: null }).last).toMatchObject({
      kind: "hold",
      movedFrom: null,
      record: { ...B, updatedAt: s(11) },
    });
  });

  test("closed: the status applies, the known note is the final one", () => {
    expect(deliver(open, { updatedAt: s(11), status: "closed", fields: null }).last).toMatchObject({
      kind: "let_go",
      record: { surfaceId: "B", open: false, note: "b" },
    });
  });

  test("deleted: the status applies, without a note", () => {
    expect(deliver(open, { updatedAt: s(11), status: "withdrawn", fields: null }).last).toMatchObject({
      kind: "let_go",
      record: { note: null },
    });
  });

  test("reopened: on the surface that it was closed on", () => {
    const { last } = deliver(
      open,
      { updatedAt: s(11), status: "closed", fields: null },
      { updatedAt: s(12), fields: null },
    );
    expect(last).toMatchObject({ kind: "hold", record: { surfaceId: "B", severity: "down", open: true } });
  });

  test("first seen closed without fields, then open without fields: there is no surface to hold", () => {
    const { last } = deliver({ updatedAt: s(10), status: "closed", fields: null }, { updatedAt: s(11), fields: null });
    expect(last).toMatchObject({ kind: "remember", record: { open: false } });
  });
});
