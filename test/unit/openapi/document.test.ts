import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { type Document, examplesOf, judgeOf, operationsOf, parseCurl } from "../../support/openapi";
import { DOCUMENTS } from "./documents";

describe.each(DOCUMENTS)("the %s description", (_, document) => {
  const operations = operationsOf(document);
  const examples = examplesOf(document);
  const judge = judgeOf(document);

  it("is valid OpenAPI 3.1, by another's judgement", async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(document));
    expect(result.errors ?? []).toEqual([]);
    expect([result.valid, validator.version]).toEqual([true, "3.1"]);
  });

  it("names each operation once, and each has words and an example that succeeds", () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operation } of operations) {
      expect([operation.summary, operation.description].every(Boolean), operation.operationId).toBe(true);
      const own = examples.filter((example) => example.operation === operation);
      expect(own.filter(({ status }) => status < 300).length, operation.operationId).toBeGreaterThan(0);
    }
  });

  it("pairs every example's request with one answer, under a name of its own", () => {
    for (const { operation } of operations) {
      const own = examples.filter((example) => example.operation === operation);
      const answered = own.map(({ name }) => name);
      const asked = [
        ...(operation.parameters ?? []).flatMap((parameter) => Object.keys(parameter.examples ?? {})),
        ...Object.keys(operation.requestBody?.content["application/json"]?.examples ?? {}),
      ];
      expect(new Set(answered).size, operation.operationId).toBe(answered.length);
      expect(answered, operation.operationId).toEqual(expect.arrayContaining(asked));
      const labels = operation["x-codeSamples"].map(({ label }) => label);
      expect(own.map(({ summary }) => summary).sort(), operation.operationId).toEqual(labels.sort());
    }
  });

  it("shows answers that fit their own schemas, and requests that do unless they are refused for it", () => {
    for (const { operation, name, schema, value, body, status } of examples) {
      expect(judge(schema, value), `${operation.operationId}: ${name}`).toEqual([]);
      const asked = operation.requestBody?.content["application/json"]?.schema;
      if (asked && body !== undefined && status < 300) expect(judge(asked, body), name).toEqual([]);
    }
  });

  it("holds what linters and generators take for granted", () => {
    // Without it a public API has forgotten its security; a boolean can't discriminate, since the mapping's keys are texts.
    expect(document).toMatchObject({ security: [], info: { contact: {}, license: {} } });
    expect(JSON.stringify(document)).not.toContain('"discriminator"');
    expect(JSON.stringify(document)).not.toContain("<script");
    for (const { operation } of operations) {
      expect(Object.keys(operation.responses).join(), operation.operationId).toMatch(/\b4\d\d|default/);
      for (const { name, schema, examples: given = {} } of operation.parameters ?? [])
        for (const { value } of Object.values(given)) expect(judge(schema, value), name).toEqual([]);
      for (const { schema, examples: given = {} } of Object.values(operation.requestBody?.content ?? {}))
        for (const { value } of Object.values(given)) expect(judge(schema, value), operation.operationId).toEqual([]);
    }
  });

  it("has a schema that refuses what is not so", () => {
    const { schema, value } = examples.find(({ operation }) => operation.operationId === "getSurfaces") ?? {};
    expect(judge(schema ?? {}, { ...(value as object), overall_status: "GREEN" })).not.toEqual([]);
    expect(judge(schema ?? {}, { ...(value as object), secret: 1 })).not.toEqual([]);
  });

  it("asks for exactly what each example describes in its curl command", () => {
    for (const { operation, summary, method, path, body } of examples) {
      const sample = operation["x-codeSamples"].find(({ label }) => label === summary);
      const asked = parseCurl(sample?.source ?? "");
      const keys = Object.keys(operation.security?.[0] ?? {}).map(
        (key) => document.components.securitySchemes?.[key]?.name,
      );
      expect(asked).toMatchObject({ url: `https://status.raxx.app${path}`, method });
      expect(asked.body).toEqual(body);
      expect(Object.keys(asked.headers)).toEqual([...keys, ...(body === undefined ? [] : ["Content-Type"])]);
    }
  });

  it("says what every parameter, shape and field is", () => {
    for (const { operation } of operations)
      for (const { name, description } of operation.parameters ?? [])
        expect(description, `${operation.operationId}: ${name}`).toBeTruthy();
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      expect(schema, name).toHaveProperty("description");
      expect(silentFields(schema, name)).toEqual([]);
    }
  });
});

/** The fields without a word. */
function silentFields(schema: unknown, path: string): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties = {} } = schema as { properties?: Record<string, { description?: string }> };
  const here = Object.entries(properties).filter(([, field]) => !field.description);
  return [
    ...here.map(([name]) => `${path}.${name}`),
    ...Object.entries(schema).flatMap(([key, inner]) => silentFields(inner, `${path}/${key}`)),
  ];
}

it("differ as they must: the internal one has the public one's paths, and its own", () => {
  const [open, closed] = DOCUMENTS.map(([, document]) => Object.keys((document as Document).paths));
  expect(closed).toEqual(expect.arrayContaining(open ?? []));
  expect(closed?.length).toBeGreaterThan(open?.length ?? 0);
});
