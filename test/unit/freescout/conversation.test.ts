import { describe, expect, test } from "vitest";
import { parseDelivery } from "@/lib/integrations/freescout/parse-delivery";
import { fixture, options, rawFixture, snapshotOf, surfaces } from "./deliveries";

const conversation = (changes: object = {}) => ({ ...fixture("conversation-active"), ...changes });
const dropdown = (id: number, name: string, value: string, text: string) => ({ id, name, value, text });

describe("FreeScout's own conversation", () => {
  const read = {
    ticketId: 512,
    status: "open",
    updatedAt: Date.UTC(2026, 4, 4, 8, 2, 30),
    event: null,
    eventId: null,
    isCustomerReply: false,
    fields: {
      surfaceIds: ["app-raxx-app"],
      unknownTag: null,
      publicStatus: "Login is failing for some accounts.",
      severity: "partial",
      phase: null,
    },
  };

  test("gives what we read and nothing else, by id and not by number", () => {
    expect(parseDelivery(conversation(), options)).toEqual({ kind: "ticket", snapshot: read });
  });

  test("reads the same from the bytes that PHP sends", () => {
    expect(snapshotOf(JSON.parse(new TextDecoder().decode(rawFixture("conversation-active.raw"))))).toEqual(read);
  });

  test("is closed by its status", () => {
    const closedAt = Date.UTC(2026, 4, 4, 9, 30);
    expect(snapshotOf(fixture("conversation-closed"))).toEqual({ ...read, status: "closed", updatedAt: closedAt });
  });

  test("is open after a reopen, although closedAt still stands", () => {
    const reopened = fixture("conversation-reopened");
    expect(reopened.closedAt).not.toBeNull();
    expect(snapshotOf(reopened)).toMatchObject({
      ...read,
      isCustomerReply: true,
      updatedAt: Date.UTC(2026, 4, 4, 10, 15),
    });
  });

  test.each([
    ["the newest reply is the customer's and no agent touched it since its close", {}, true],
    ["an agent replied last", { customerWaitingSince: { latestReplyFrom: "user" } }, false],
    ["an agent touched it since", { userUpdatedAt: "2026-05-04T09:30:01Z" }, false],
    ["it was never closed", { closedAt: null }, false],
    ["it is closed", { status: "closed" }, false],
    ["it does not say who replied", { customerWaitingSince: null }, false],
  ])("is a customer's reply to a closed ticket: %s → %s", (_, changes, isCustomerReply) => {
    expect(snapshotOf({ ...fixture("conversation-reopened"), ...changes }).isCustomerReply).toBe(isCustomerReply);
  });

  test.each([
    ["without customFields", undefined],
    ["with an empty list", []],
    ["with the fields of another mailbox", [dropdown(31, "Order number", "7", "")]],
  ])("%s has no fields of ours", (_, customFields) => {
    expect(snapshotOf(conversation({ customFields })).fields).toBeNull();
  });

  test("with our fields unset has unset ones", () => {
    const customFields = [dropdown(12, "Component Tag", "", "")];
    const unset = { surfaceIds: [], unknownTag: null, publicStatus: null, severity: "degraded", phase: null };
    expect(snapshotOf(conversation({ customFields })).fields).toEqual(unset);
  });

  test("may have its id as a string", () => {
    expect(snapshotOf(conversation({ id: "512" })).ticketId).toBe(512);
  });

  test("may bring any number of threads", () => {
    const [thread] = conversation()._embedded.threads;
    const threads = Array.from({ length: 20_000 }, (_, id) => ({ ...thread, id }));
    expect(snapshotOf(conversation({ threadsCount: threads.length, _embedded: { threads } }))).toEqual(read);
  });

  test.each([
    ["active", "published", "open"],
    ["pending", "published", "open"],
    ["active", undefined, "open"],
    ["closed", "published", "closed"],
    ["spam", "published", "withdrawn"],
    ["active", "deleted", "withdrawn"],
    ["closed", "deleted", "withdrawn"],
    [undefined, "deleted", "withdrawn"],
  ])("with status %j and state %j is %s", (status, state, meaning) => {
    expect(snapshotOf(conversation({ status, state })).status).toBe(meaning);
  });

  test.each([
    ["a draft", { state: "draft" }],
    ["of an unknown status", { status: "snoozed" }],
    ["of no status", { status: null }],
  ])("that is %s is ignored", (_, changes) => {
    expect(parseDelivery(conversation(changes), options).kind).toBe("ignored");
  });

  test("is not a customer", () => {
    expect(parseDelivery(fixture("customer-updated"), options).kind).toBe("ignored");
  });
});

describe("a conversation's custom fields", () => {
  const fieldsOf = (...given: Parameters<typeof dropdown>) =>
    snapshotOf(conversation({ customFields: [dropdown(...given)] })).fields;
  /** The one surface that the tag names, or the tag as it was written where it names none. */
  const tagOf = (...given: Parameters<typeof dropdown>) => {
    const fields = fieldsOf(...given);
    return fields?.surfaceIds[0] ?? fields?.unknownTag;
  };

  test.each([
    ["a label that is a surface's id", "3", "docs-raxx-app", "docs-raxx-app"],
    ["a label that is its display name", "3", "Documentation", "docs-raxx-app"],
    ["a label in another case, with space around it", "3", "  BILLING & payments ", "billing"],
    ["a text field's value", "docs-raxx-app", "", "docs-raxx-app"],
    ["a label that is unknown, beside a key that is", "3", "Kitchen", "Kitchen"],
    ["a key whose label is gone", "3", "", "3"],
    ["an unset dropdown", "", "", null],
  ])("the tag is read from %s", (_, value, text, tag) => {
    expect(tagOf(12, "Component Tag", value, text)).toBe(tag);
  });

  test.each([
    ["a label with commas", "3", "Raxx App, docs-raxx-app", ["app-raxx-app", "docs-raxx-app"], null],
    ["a list", ["billing", "Raxx App"], "", ["billing", "app-raxx-app"], null],
    ["one named twice", "", "billing, Billing & Payments", ["billing"], null],
    ["one that is unknown beside one that is known", "", "billing, Kitchen", ["billing"], "Kitchen"],
    ["none that is known", "", "Kitchen, Bath", [], "Kitchen, Bath"],
  ])("several surfaces are read from %s", (_, value, text, surfaceIds, unknownTag) => {
    const customFields = [{ id: 12, name: "Component Tag", value, text }];
    expect(snapshotOf(conversation({ customFields })).fields).toMatchObject({ surfaceIds, unknownTag });
  });

  test("an id outranks another surface's display name", () => {
    const twins = [{ id: "other", displayName: "docs" }, ...surfaces, { id: "docs", displayName: "Guides" }];
    const body = conversation({ customFields: [dropdown(12, "Component Tag", "3", "Docs")] });
    expect(snapshotOf(body, { surfaces: twins, fieldIds: {} }).fields?.surfaceIds).toEqual(["docs"]);
  });

  test.each(["Component Tag", "component_tag", "COMPONENT-TAG", " Component  tag: "])("name %j matches", (name) => {
    expect(tagOf(12, name, "3", "Raxx App")).toBe("app-raxx-app");
  });

  test.each(["Component", "Component Tags", "Tag", ""])("name %j does not", (name) => {
    expect(fieldsOf(12, name, "3", "Raxx App")).toBeNull();
  });

  test("a configured id outranks a name, and a name serves where the id is not in the list", () => {
    const fieldIds = { component_tag: 31, public_status: 32, incident_severity: 33 };
    const renamed = [
      dropdown(12, "Component Tag", "1", "Raxx App"),
      dropdown(31, "Betroffen", "2", "Documentation"),
      dropdown(32, "Text", "Pages load slowly.", ""),
      dropdown(33, "Stufe", "1", "Down"),
    ];
    const read = (customFields: unknown) => snapshotOf(conversation({ customFields }), { surfaces, fieldIds }).fields;
    expect(read(renamed)).toEqual({
      surfaceIds: ["docs-raxx-app"],
      unknownTag: null,
      publicStatus: "Pages load slowly.",
      severity: "down",
      phase: null,
    });
    expect(read(renamed.slice(0, 1))?.surfaceIds).toEqual(["app-raxx-app"]);
    expect(read([{ ...renamed[1], id: "31" }])?.surfaceIds).toEqual(["docs-raxx-app"]);
  });

  test.each([
    ["1", "Down", "down"],
    ["2", "Partial outage", "partial"],
    ["3", "Major", "degraded"],
    ["down", "", "down"],
    ["partial", "Some of it", "partial"],
    ["", "", "degraded"],
  ])("severity of key %j and label %j is %s", (value, text, severity) => {
    const customFields = [dropdown(12, "Component Tag", "", ""), dropdown(14, "Incident Severity", value, text)];
    expect(snapshotOf(conversation({ customFields })).fields?.severity).toBe(severity);
  });
});
