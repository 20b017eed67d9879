import { describe, expect, test } from "vitest";
import { parseDelivery } from "@/lib/integrations/freescout/parse-delivery";
import { fixture, options, snapshotOf } from "./deliveries";

const ticketEvent = (ticket: object, event: unknown = "ticket.updated") => ({ event, ticket: { id: 7, ...ticket } });
const field = (slug: string, value: unknown) => ({ slug, value });

describe("ticket events in camel case and in snake case", () => {
  test("a camel-case delivery has no time and no event id", () => {
    expect(parseDelivery(fixture("ticket-event-design-card"), options)).toEqual({
      kind: "ticket",
      snapshot: {
        ticketId: 4821,
        status: "open",
        updatedAt: null,
        event: "ticket.updated",
        eventId: null,
        isCustomerReply: false,
        fields: {
          surfaceIds: ["app-raxx-app"],
          unknownTag: null,
          publicStatus: "Sign-in fails for some accounts. We are investigating.",
          severity: "partial",
          phase: null,
        },
      },
    });
  });

  test("a snake-case delivery has both", () => {
    expect(parseDelivery(fixture("ticket-event-runbook"), options)).toEqual({
      kind: "ticket",
      snapshot: {
        ticketId: 9100,
        status: "open",
        updatedAt: Date.UTC(2026, 4, 4, 8, 2, 30),
        event: "conversation.updated",
        eventId: "evt-0001",
        isCustomerReply: false,
        fields: {
          surfaceIds: ["docs-raxx-app"],
          unknownTag: null,
          publicStatus: "Pages load slowly.",
          severity: "degraded",
          phase: null,
        },
      },
    });
  });

  test("either dialect's spelling is read in the other", () => {
    const crossed = snapshotOf({
      event: "ticket.created",
      event_id: 17,
      ticket: {
        id: "7",
        status: "Active",
        updatedAt: "2026-05-04T10:02:30+02:00",
        custom_fields: [field("component_tag", " Documentation ")],
      },
    });
    expect(crossed).toMatchObject({ ticketId: 7, status: "open", updatedAt: Date.UTC(2026, 4, 4, 8, 2, 30) });
    expect(crossed).toMatchObject({ eventId: "17", fields: { surfaceIds: ["docs-raxx-app"] } });
    const other = ticketEvent({ status: "open", customFields: [field("component_tag", "billing")] }, "conversation.x");
    expect(snapshotOf(other).fields?.surfaceIds).toEqual(["billing"]);
  });

  test("only the slug counts, not the id or the name", () => {
    const customFields = [{ id: 12, name: "Component Tag", slug: "something_else", value: "app-raxx-app" }];
    const { fields } = snapshotOf(ticketEvent({ status: "active", customFields }), {
      ...options,
      fieldIds: { component_tag: 12 },
    });
    expect(fields).toBeNull();
  });

  test.each([
    ["active", "ticket.updated", "open"],
    ["pending", "ticket.updated", "open"],
    ["open", "conversation.updated", "open"],
    ["closed", "ticket.status_changed", "closed"],
    [" CLOSED ", "ticket.status_changed", "closed"],
    ["spam", "ticket.updated", "withdrawn"],
    ["deleted", "ticket.updated", "withdrawn"],
    ["merged", "ticket.updated", "withdrawn"],
    ["trash", "ticket.updated", "withdrawn"],
    ["active", "ticket.deleted", "withdrawn"],
    ["closed", "conversation.deleted", "withdrawn"],
    ["open", "conversation.merged", "withdrawn"],
    ["open", "conversation.spam", "withdrawn"],
    ["open", "convo.deleted_forever", "withdrawn"],
    ["active", "ticket.restored", "open"],
    ["active", "ticket.undeleted", "open"],
    ["active", null, "open"],
    [undefined, "ticket.deleted", "withdrawn"],
  ])("status %j by event %j means %s", (status, event, meaning) => {
    expect(snapshotOf(ticketEvent({ status }, event)).status).toBe(meaning);
  });

  test.each([["snoozed"], [""], [undefined], [null], [2], ["constructor"], ["__proto__"]])(
    "an unknown status (%j) is ignored, since a retry would not help",
    (status) => {
      expect(parseDelivery(ticketEvent({ status }), options)).toEqual({
        kind: "ignored",
        reason: expect.stringContaining("unknown ticket status"),
      });
    },
  );
});

test.each([
  ["convo.customer.reply.created", "active", true],
  ["convo.customer.reply.created", "closed", false],
  ["convo.agent.reply.created", "active", false],
])("event %j with status %j is a customer's reply: %s", (event, status, isCustomerReply) => {
  expect(snapshotOf(ticketEvent({ status }, event)).isCustomerReply).toBe(isCustomerReply);
});

describe("custom fields", () => {
  test.each([
    ["absent", {}],
    ["null", { customFields: null, custom_fields: null }],
    ["no list", { customFields: "component_tag" }],
    ["an empty list", { custom_fields: [] }],
    ["a list of junk", { custom_fields: [null, 3, "component_tag", [], {}] }],
    ["those of another mailbox", { custom_fields: [field("order_number", "7")] }],
  ])("that are %s give no fields", (_, customFields) => {
    expect(snapshotOf(ticketEvent({ status: "closed", ...customFields })).fields).toBeNull();
  });

  test.each([
    ["unset values", [field("component_tag", ""), field("public_status", null), field("incident_severity", " ")]],
    ["values of no text", [field("component_tag", {}), field("public_status", [7]), field("incident_severity", true)]],
  ])("as %s are known to be unset", (_, custom_fields) => {
    expect(snapshotOf(ticketEvent({ status: "open", custom_fields })).fields).toEqual({
      surfaceIds: [],
      unknownTag: null,
      publicStatus: null,
      severity: "degraded",
      phase: null,
    });
  });

  test("an unknown tag stays as it was written", () => {
    const custom_fields = [field("component_tag", " No-Such-Surface ")];
    expect(snapshotOf(ticketEvent({ status: "open", custom_fields })).fields?.unknownTag).toBe("No-Such-Surface");
  });

  test("the public status is trimmed, neither cut nor cleaned", () => {
    const note = `<b>${"slow ".repeat(100)}</b>`;
    const custom_fields = [field("component_tag", ""), field("public_status", `\n ${note}\n`)];
    expect(snapshotOf(ticketEvent({ status: "open", custom_fields })).fields?.publicStatus).toBe(note);
  });

  test.each([
    ["down", "down"],
    ["DOWN", "down"],
    ["Down for everybody", "down"],
    [" partial ", "partial"],
    ["Partial outage", "partial"],
    ["Degraded performance", "degraded"],
    ["Downgraded performance", "degraded"],
    ["Down: all of it", "down"],
    ["Service disruption", "degraded"],
    ["not down", "degraded"],
    ["", "degraded"],
    ["2", "degraded"],
  ])("severity %j is %s", (value, severity) => {
    const custom_fields = [field("component_tag", ""), field("incident_severity", value)];
    expect(snapshotOf(ticketEvent({ status: "open", custom_fields })).fields?.severity).toBe(severity);
  });
});

describe("times", () => {
  test.each([
    ["2026-05-04T08:02:30Z", Date.UTC(2026, 4, 4, 8, 2, 30)],
    ["2026-05-04T08:02:30.250Z", Date.UTC(2026, 4, 4, 8, 2, 30, 250)],
    ["2026-05-04T08:02:30.250999Z", Date.UTC(2026, 4, 4, 8, 2, 30, 250)],
    ["2026-05-04T01:02:30-07:00", Date.UTC(2026, 4, 4, 8, 2, 30)],
    ["2026-05-04T08:02:30+0000", Date.UTC(2026, 4, 4, 8, 2, 30)],
    ["2026-05-04T08:02:30", null],
    ["2026-05-04 08:02:30", null],
    ["2026-05-04", null],
    ["2026-02-30T00:00:00Z", null],
    ["2 minutes ago", null],
    ["", null],
    [1777881750, null],
    [null, null],
    [undefined, null],
  ])("%j is %j", (updated_at, ms) => {
    expect(snapshotOf(ticketEvent({ status: "open", updated_at })).updatedAt).toBe(ms);
  });
});
