import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Schema } from "@/components/docs/api-document";
import { ApiPage } from "@/components/docs/api-page";
import { Breaks } from "@/components/docs/breaks";
import { TypeText } from "@/components/docs/type-text";
import { messagesFor } from "@/components/messages/messages-for";
import { operationsOf } from "../../support/openapi";
import { DOCUMENTS } from "../openapi/documents";

const [[, open]] = DOCUMENTS as [(typeof DOCUMENTS)[number]];
const html = renderToStaticMarkup(createElement(ApiPage, { messages: messagesFor("en"), document: open as never }));
const toText = (markup: string): string => markup.replace(/<[^>]*>/g, "");
const panelOf = (id: string): string => html.split(`<article id="${id}"`)[1]?.split("</article>")[0] ?? "";

describe("a type in words", () => {
  it.each<[Schema, string]>([
    [{ type: "string" }, "string"],
    [{ type: ["string", "null"] }, "string or null"],
    [{ type: ["string", "null"], format: "date-time" }, "time or null"],
    [{ type: "string", default: "email" }, "string, email by default"],
    [{ type: "boolean", default: false }, "boolean, false by default"],
    [{ type: "array", items: { type: "string" }, default: [] }, "list of string"],
    [{ type: "string", default: "" }, "string"],
    [{ type: "object", default: {} }, "object"],
    [{ type: "object", default: { a: 1 } }, 'object, {"a":1} by default'],
    [{ type: "object", additionalProperties: { type: "string" } }, "object of string"],
    [{ type: "integer", minimum: 1, maximum: 90 }, "integer, 1 to 90"],
  ])("%j is %s", (schema, words) => {
    expect(toText(renderToStaticMarkup(createElement(TypeText, { schema }))).replaceAll("&quot;", '"')).toBe(words);
  });

  it("is never a value that JavaScript made a text of, nor a default of nothing", () => {
    expect(toText(html)).not.toMatch(/\[object|undefined|NaN|, by default|string,null/);
  });
});

it.each([
  ["incident_updates[].created_at", "incident_|updates[].|created_|at"],
  ["told[].words[]", "told[].|words[]"],
  ["/api/status/public/widgets/market-time", "/api/|status/|public/|widgets/|market-|time"],
  ["/badges/{id}.svg", "/badges/|{id}.svg"],
  ["isUnwritten", "isUnwritten"],
])("%s breaks between its words only", (text, broken) => {
  expect(renderToStaticMarkup(createElement(Breaks, { text })).replaceAll("<wbr/>", "|")).toBe(broken);
});

it("an operation says for how long caches keep its answer, and for whom it is", () => {
  expect(toText(panelOf("getStatus"))).toContain("Kept for 60 s · Readable from https://status.raxx.app");
  expect(toText(panelOf("getBadge"))).toContain("Kept for 60 s · Readable from any site");
});

describe("an operation that takes a body", () => {
  const posts = operationsOf(open).filter(({ operation }) => operation.requestBody);

  it("says so, with every media type and every field", () => {
    expect(posts.map(({ operation }) => operation.operationId)).toEqual([
      "subscribe",
      "confirmSubscription",
      "manageSubscription",
      "unsubscribe",
    ]);
    for (const { operation } of posts) {
      const [body = ""] = panelOf(operation.operationId).split(">Body</h4>")[1]?.split(">Answers</h4>") ?? [];
      for (const [type, { schema }] of Object.entries(operation.requestBody?.content ?? {})) {
        expect(toText(body), operation.operationId).toContain(type);
        const name = (schema as Schema).$ref?.split("/").at(-1) ?? "";
        const { properties = {}, required = [] } = (open.components.schemas[name] ?? {}) as Schema;
        const rows = body.split("<dt>").map(toText);
        for (const field of Object.keys(properties))
          expect(
            rows.some((row) => row.startsWith(field) && row.includes("required") === required.includes(field)),
            field,
          ).toBe(true);
      }
    }
  });

  it("gives each shape one place, and each link to it leads there", () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, name] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(name);
  });
});
