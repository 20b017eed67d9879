import { describe, expect, test } from "vitest";
import {
  assignSurfaces,
  isDoubtful,
  orderTicket,
  type TicketDecision,
  type TicketRecord,
  type TicketSighting,
} from "@/lib/core/engine/tickets";
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

describe("FreeScout's answer to our own read", () => {
  const open = { updatedAt: s(10), fields: A };

  test.each([
    [
      "closed at an earlier time, after its clock was set back",
      { updatedAt: s(5), status: "closed" as const, fields: A },
      "let_go",
    ],
    ["tagged otherwise at an earlier time", { updatedAt: s(5), fields: B }, "hold"],
    ["gone", { updatedAt: null, status: "withdrawn" as const, fields: null }, "let_go"],
  ])("is its present state: %s", (_, answer, kind) => {
    expect(deliver(open, { ...answer, isAnswer: true }).last.kind).toBe(kind);
  });

  test("which was gone and is there again, at the time that was known, holds it again", () => {
    const gone = { updatedAt: null, status: "withdrawn" as const, fields: null, isAnswer: true };
    const { last } = deliver(open, gone, { ...open, isAnswer: true });
    expect(last).toMatchObject({ kind: "hold", record: { updatedAt: s(10), incidentKey: "ticket:1" } });
  });

  test("that says what is known is a replay", () => {
    expect(deliver(open, { ...open, isAnswer: true }).last).toEqual({ kind: "ignore", why: "replay" });
  });
});

describe("a delivery that may be an old one", () => {
  const known = deliver({ updatedAt: s(10), fields: A }).record;
  const doubtful = (seen: Seen, readUntil = 0) => isDoubtful(known, sighting(seen), readUntil);

  test.each<[string, Seen, number, boolean]>([
    ["the same time, other fields", { updatedAt: s(10), fields: NO_TAG }, 0, true],
    ["an older time", { updatedAt: s(9), fields: B }, 0, true],
    ["a newer time, up to which the ticket has been read", { updatedAt: s(11), fields: B }, s(11), true],
    ["a newer time than that", { updatedAt: s(12), fields: B }, s(11), false],
    ["the same time and fields", { updatedAt: s(10), fields: A }, s(99), false],
    ["no time", { updatedAt: null, fields: B }, s(99), false],
    ["an answer", { updatedAt: s(9), fields: B, isAnswer: true }, s(99), false],
  ])("%s", (_, seen, readUntil, isOne) => {
    expect(doubtful(seen, readUntil)).toBe(isOne);
  });

  test.each<[string, Seen, boolean]>([
    ["open, at a time up to which every open ticket has been read", { updatedAt: s(9) }, true],
    ["open, after it", { updatedAt: s(10) }, false],
    ["over", { updatedAt: s(9), status: "closed" }, false],
    ["open, on no surface", { updatedAt: s(9), fields: NO_TAG }, false],
  ])("of a ticket that is not known: %s", (_, seen, isOne) => {
    expect(isDoubtful(null, sighting(seen), s(9))).toBe(isOne);
  });
});

describe("deliveries of a desk", () => {
  test("far ahead of our clock are in the order of its own: an old retry loses", () => {
    const ahead = [
      { updatedAt: s(1660), fields: A },
      { updatedAt: s(1661), status: "closed" as const, fields: A },
    ];
    expect(deliver(...ahead, { updatedAt: s(1660), fields: A }).last).toEqual({
      kind: "ignore",
      why: "older_than_known",
    });
    expect(deliver(...ahead, { updatedAt: s(1200), fields: A }).last.kind).toBe("ignore");
  });

  test("until its clock is set right", () => {
    const { last } = deliver({ updatedAt: s(99_000), fields: A }, { updatedAt: s(1001), status: "closed", fields: A });
    expect(last).toMatchObject({ kind: "let_go", record: { updatedAt: s(1001) } });
  });
});

describe("a customer's reply to a closed ticket", () => {
  const closed = [
    { updatedAt: s(10), fields: A },
    { updatedAt: s(11), status: "closed" as const, fields: A },
  ];
  const reply = { updatedAt: s(12), fields: A, isCustomerReply: true };

  test("reopens nothing and is remembered", () => {
    expect(deliver(...closed, reply).last).toMatchObject({
      kind: "remember",
      record: { open: false, updatedAt: s(12) },
    });
  });

  test("nor does another one", () => {
    expect(deliver(...closed, reply, { ...reply, updatedAt: s(13) }).last.kind).toBe("remember");
  });

  test.each([
    ["the agent sets it active", { updatedAt: s(13), fields: A }],
    ["its severity changes", { ...reply, updatedAt: s(12), fields: { ...A, severity: "down" as const } }],
    ["its note changes", { ...reply, updatedAt: s(12), fields: { ...A, note: "again" } }],
    ["its surface changes", { ...reply, updatedAt: s(12), fields: B }],
  ])("until %s", (_, next) => {
    expect(deliver(...closed, reply, next).last).toMatchObject({ kind: "hold", record: { incidentKey: "ticket:1" } });
  });

  test("to one that is open is an update as any", () => {
    expect(deliver({ updatedAt: s(10), fields: A }, reply).last.kind).toBe("hold");
  });

  test("to one that was never seen before holds it: it was open before us", () => {
    expect(deliver(reply).last.kind).toBe("hold");
  });
});

describe("a downgraded ticket", () => {
  const downgraded = { ...(deliver({ updatedAt: s(10), fields: B }).record as TicketRecord), downgraded: true };

  test.each<[string, Seen, boolean]>([
    ["a customer's reply", { updatedAt: s(11), fields: B, isCustomerReply: true }, true],
    ["an edited note", { updatedAt: s(11), fields: { ...B, note: "other" } }, true],
    ["no fields at all", { updatedAt: s(11), fields: null }, true],
    ["another severity", { updatedAt: s(11), fields: { ...B, severity: "partial" } }, false],
    ["another surface", { updatedAt: s(11), fields: { ...B, surfaceId: "A" } }, false],
  ])("after %s", (_, seen, stays) => {
    expect(orderTicket(downgraded, sighting(seen), s(20))).toMatchObject({
      kind: "hold",
      record: { downgraded: stays },
    });
  });

  test("counts in full when it is reopened", () => {
    const closing = orderTicket(downgraded, sighting({ updatedAt: s(11), status: "closed", fields: B }), s(20));
    const record = closing.kind === "let_go" ? closing.record : null;
    expect(orderTicket(record, sighting({ updatedAt: s(12), fields: B }), s(21))).toMatchObject({
      kind: "hold",
      record: { downgraded: false },
    });
  });
});

describe("a ticket that names several surfaces", () => {
  const record = (key: string, surfaceId: string | null, open = true) =>
    ({ ...(deliver({ fields: A }).record as TicketRecord), key, surfaceId, open }) satisfies TicketRecord;

  test.each<[string, TicketRecord[], string[], [string, string | null][]]>([
    [
      "is divided into a record each",
      [],
      ["A", "B"],
      [
        ["1", "A"],
        ["1:B", "B"],
      ],
    ],
    [
      "keeps the surface of its first record",
      [record("1", "B")],
      ["A", "B"],
      [
        ["1", "B"],
        ["1:A", "A"],
      ],
    ],
    ["moves its first record where its surface is another", [record("1", "A")], ["B"], [["1", "B"]]],
    [
      "lets go of what it names no more",
      [record("1", "A"), record("1:B", "B")],
      ["A"],
      [
        ["1", "A"],
        ["1:B", null],
      ],
    ],
    [
      "lets go of the first one too",
      [record("1", "A"), record("1:B", "B")],
      ["B"],
      [
        ["1", null],
        ["1:B", "B"],
      ],
    ],
    ["leaves a first record that is closed", [record("1", "A", false), record("1:B", "B")], ["B"], [["1:B", "B"]]],
    [
      "reopens it where it was",
      [record("1", "A", false), record("1:B", "B")],
      ["B", "A"],
      [
        ["1", "A"],
        ["1:B", "B"],
      ],
    ],
    [
      "lets go of all where it names none",
      [record("1", "A"), record("1:B", "B")],
      [],
      [
        ["1", null],
        ["1:B", null],
      ],
    ],
    ["names none", [], [], [["1", null]]],
  ])("%s", (_, known, named, assigned) => {
    expect(assignSurfaces(known, named, "1").map(({ key, surfaceId }) => [key, surfaceId])).toEqual(assigned);
  });
});

describe("a ticket that is first seen when it is over", () => {
  test.each(["closed", "withdrawn"] as const)("%s is remembered whatever its tag", (status) => {
    const { last } = deliver({ status, updatedAt: s(10), fields: NO_TAG }, { updatedAt: s(9), fields: A });
    expect(last).toEqual({ kind: "ignore", why: "older_than_known" });
  });
});
