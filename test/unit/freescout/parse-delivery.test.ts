import { describe, expect, test } from "vitest";
import { PHASES, TICKET_SEVERITIES } from "@/lib/core/engine/states";
import { InvalidDelivery, parseDelivery } from "@/lib/integrations/freescout/parse-delivery";
import { fingerprint, type ParsedDelivery, type TicketSnapshot } from "@/lib/integrations/freescout/ticket-snapshot";
import fc from "../../support/fast-check";
import { fixture, options, snapshotOf } from "./deliveries";

const attempt = (body: unknown): ParsedDelivery | InvalidDelivery => {
  try {
    return parseDelivery(body, options);
  } catch (error) {
    if (error instanceof InvalidDelivery) return error;
    throw error;
  }
};

describe("a body that is no delivery", () => {
  test.each<[string, unknown]>([
    ["null", null],
    ["a list", [fixture("conversation-active")]],
    ["text", "ticket"],
    ["a number", 7],
    ["nothing", undefined],
    ["an empty object", {}],
    ["an event without a ticket", { event: "ticket.created" }],
    ["an event with a null ticket", { event: "ticket.created", ticket: null }],
    ["a ticket without an id", { event: "ticket.created", ticket: { status: "active" } }],
    ["a conversation without an id", { ...fixture("conversation-active"), id: undefined }],
  ])("is refused: %s", (_, body) => {
    expect(attempt(body)).toBeInstanceOf(InvalidDelivery);
  });

  test.each(
    [0, -1, 1.5, 2 ** 53, "0", "-1", "1.5", "1e3", "0x10", " 7", "9007199254740993", "", true, null, [7], {}].map(
      (id) => [id],
    ),
  )("is refused with ticket id %j", (id) => {
    expect(attempt({ event: "ticket.created", ticket: { id, status: "active" } })).toBeInstanceOf(InvalidDelivery);
    expect(attempt({ ...fixture("conversation-active"), id })).toBeInstanceOf(InvalidDelivery);
  });

  test("says where and why without repeating the payload", () => {
    const refused = attempt({ ticket: { id: "reader@example.org" } });
    expect(refused).toMatchObject({ issues: ["ticket.id: expected a positive integer"] });
    expect(JSON.stringify(refused) + String(refused)).not.toContain("reader@");
  });
});

describe("any JSON", () => {
  const text = fc.oneof(
    fc.constantFrom("active", "closed", "spam", "deleted", "draft", "published", "down", "Raxx App", "7"),
    fc.constantFrom("component_tag", "Public Status", "ticket.deleted", "2026-05-04T08:00:00Z", "__proto__"),
    fc.string(),
  );
  const scalar = fc.oneof(text, fc.integer({ min: -2, max: 9 }), fc.jsonValue());
  const fields = fc.array(
    fc.record({ id: scalar, name: scalar, slug: scalar, value: scalar, text: scalar }, { requiredKeys: [] }),
  );
  const either = fc.oneof(fields, scalar);
  const ticket = {
    id: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(7, "7") }, scalar),
    status: fc.oneof({ weight: 4, arbitrary: fc.constantFrom("active", "closed", "spam") }, scalar),
    state: scalar,
    updated_at: scalar,
    updatedAt: scalar,
    mailboxId: scalar,
  };
  const plausible = fc.record(
    {
      event: scalar,
      event_id: scalar,
      ticket: fc.record({ ...ticket, custom_fields: either, customFields: either }, { requiredKeys: ["id"] }),
      ...ticket,
      customFields: either,
    },
    { requiredKeys: [] },
  );

  test("is a ticket of exactly the declared keys, ignored, or an InvalidDelivery", () => {
    const textOrNull = expect.toSatisfy((value) => value === null || typeof value === "string");
    const shape = {
      ticketId: expect.toSatisfy((id) => Number.isSafeInteger(id) && id > 0),
      status: expect.toSatisfy((status) => ["open", "closed", "withdrawn"].includes(status)),
      updatedAt: expect.toSatisfy((at) => at === null || Number.isSafeInteger(at)),
      event: textOrNull,
      eventId: textOrNull,
      isCustomerReply: expect.any(Boolean),
    };
    const severity = expect.toSatisfy((word) => TICKET_SEVERITIES.includes(word));
    const phase = expect.toSatisfy((word) => word === null || PHASES.includes(word));
    const inner = { surfaceIds: expect.any(Array), unknownTag: textOrNull, publicStatus: textOrNull, severity, phase };
    let tickets = 0;
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), { weight: 4, arbitrary: plausible }), (body) => {
        const delivery = attempt(body);
        if (delivery instanceof InvalidDelivery) return;
        if (delivery.kind === "ticket") tickets += 1;
        const ignored = { kind: "ignored", reason: expect.any(String) };
        const fields = delivery.kind === "ticket" && delivery.snapshot.fields ? inner : null;
        const ticket = { kind: "ticket", snapshot: { ...shape, fields } };
        expect(delivery).toStrictEqual(delivery.kind === "ticket" ? ticket : ignored);
      }),
      { numRuns: 1500 },
    );
    expect(tickets).toBeGreaterThan(100);
  });

  test("leaves threads, people, mail addresses and the subject behind", () => {
    const names = ["conversation-active", "conversation-closed", "conversation-reopened", "customer-updated"];
    const seen = names.map((name) => JSON.stringify(attempt(fixture(name)))).join();
    for (const secret of ["example.org", "INTERNAL", "Operator", "Reader", "log in", "closedAt", "token="]) {
      expect(seen).not.toContain(secret);
    }
  });

  test("gives log hints of bounded length", () => {
    const long = "x".repeat(5000);
    const { event, eventId } = snapshotOf({ event: long, event_id: long, ticket: { id: 7, status: "open" } });
    expect([event?.length, eventId?.length]).toEqual([100, 100]);
    expect(attempt({ ticket: { id: 7, status: long } })).toMatchObject({
      reason: expect.not.stringContaining("x".repeat(50)),
    });
  });
});

describe("the fingerprint", () => {
  const base = snapshotOf(fixture("conversation-active"));

  test("of a replay is equal, whatever else in the payload differs", () => {
    const body = {
      ...fixture("conversation-active"),
      subject: "Other",
      threadsCount: 9,
      closedBy: 4,
    };
    expect(fingerprint(snapshotOf(body))).toBe(fingerprint(base));
    expect(fingerprint({ ...base, event: "convo.status", eventId: "evt-2" })).toBe(fingerprint(base));
  });

  test("does not depend on the order of keys", () => {
    const turned = Object.fromEntries(Object.entries(base).reverse()) as typeof base;
    expect(fingerprint(turned)).toBe(fingerprint(base));
  });

  test("differs by each thing that we read, and by its absence", () => {
    const fields = {
      surfaceIds: ["billing"],
      unknownTag: null,
      publicStatus: "Slow.",
      phase: null,
      severity: "down",
    } as const;
    const variants: TicketSnapshot[] = [
      base,
      { ...base, ticketId: 513 },
      { ...base, status: "closed" },
      { ...base, status: "withdrawn" },
      { ...base, updatedAt: 0 },
      { ...base, updatedAt: null },
      { ...base, fields: null },
      { ...base, fields },
      { ...base, isCustomerReply: true },
      { ...base, fields: { ...fields, surfaceIds: [] } },
      { ...base, fields: { ...fields, surfaceIds: ["billing", "docs-raxx-app"] } },
      { ...base, fields: { ...fields, unknownTag: "null" } },
      { ...base, fields: { ...fields, publicStatus: null } },
      { ...base, fields: { ...fields, publicStatus: 'Slow.","down' } },
      { ...base, fields: { ...fields, severity: "partial" } },
      { ...base, fields: { ...fields, phase: "identified" } },
    ];
    expect(new Set(variants.map(fingerprint)).size).toBe(variants.length);
  });
});
