import { z } from "zod";
import { createDocument, type ZodOpenApiPathsObject } from "zod-openapi";
import { AUTHOR } from "@/lib/output/feeds/channel";
import { SITE } from "@/lib/output/site";
import { PROBLEMS, type ProblemCode } from "@/lib/platform/problems";
import { KEYS, type KeyName } from "@/lib/server/credentials";
import { GROUPS, type GroupName } from "./docs";
import { FIELDS } from "./glossary";
import { describeOperation, listRefusals, type Operation, waysInto } from "./operation";
import { nameSchemas } from "./schemas";

const PUBLIC_WORDS =
  "The current and past status of every service that Raxx runs or relies on. Reading needs no key. Every GET also answers HEAD, and OPTIONS names the methods. Times are ISO 8601 in UTC. Responses carry an `ETag`: request again with `If-None-Match`, as often as `Cache-Control` allows. Refusals are `application/problem+json` with a stable `code`.";

const INTERNAL_WORDS =
  "The public API, and the endpoints of operators, Raptor and FreeScout. Responses that require a key are never cached. A refused write has written nothing.";

const LICENSE = { name: "Proprietary", identifier: "LicenseRef-Proprietary" };

/** What each credential is for. */
const KEY_WORDS: Record<KeyName, string> = {
  writeToken: "The internal write token.",
  workerKey: "Also accepted by snapshot, invalidate, heartbeat and this description.",
  serviceToken: "Required in addition to the signature on the internal path.",
  signature:
    "Signs the body's exact bytes with the webhook's secret: `sha256=` and the HMAC-SHA256 in hex, or the HMAC-SHA1 in base64 as FreeScout's own module sends it.",
};

/** The public description: the operations without a credential. */
export const publicDescription = (operations: readonly Operation[]) =>
  describe(
    "Raxx Status API",
    PUBLIC_WORDS,
    operations.filter((it) => !waysInto(it)),
  );

/** The internal description, for operators and Raptor: every operation. */
export const internalDescription = (operations: readonly Operation[]) =>
  describe("Raxx Status API, internal", INTERNAL_WORDS, operations);

function describe(title: string, description: string, operations: readonly Operation[]) {
  nameSchemas();
  const groups = Object.keys(GROUPS) as GroupName[];
  const rank = ({ docs }: Operation): number => groups.indexOf(docs.group);
  const sorted = operations.toSorted((a, b) => rank(a) - rank(b));
  const document = createDocument(
    {
      openapi: "3.1.1",
      info: { title, version: "1", description, contact: AUTHOR, license: LICENSE },
      servers: [{ url: SITE }],
      security: [],
      tags: groups
        .filter((group) => sorted.some(({ docs }) => docs.group === group))
        .map((name) => ({ name, description: GROUPS[name] })),
      paths: buildPaths(sorted),
      components: { schemas: { Problem: problemSchema(listCodes(sorted)) }, ...buildSecuritySchemes(sorted) },
    },
    { override: ({ jsonSchema }) => void dropDatePattern(jsonSchema) },
  );
  describeFields(document as never);
  return document;
}

/** `format: date-time` is enough; the pattern of 300 characters only adds noise. */
function dropDatePattern(schema: { format?: string; pattern?: string }): void {
  if (schema.format === "date" || schema.format === "date-time") delete schema.pattern;
}

function buildPaths(operations: readonly Operation[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations)
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describeOperation(operation),
    };
  return paths;
}

const listCodes = (operations: readonly Operation[]) => [
  ...operations.flatMap(listRefusals),
  ...(operations.some(waysInto) ? (["credential_in_query"] as const) : []),
];

function buildSecuritySchemes(operations: readonly Operation[]) {
  if (!operations.some(waysInto)) return {};
  const schemes = Object.entries(KEYS).map(([name, { header }]) => [
    name,
    { type: "apiKey" as const, in: "header" as const, name: header, description: KEY_WORDS[name as KeyName] },
  ]);
  return { securitySchemes: Object.fromEntries(schemes) };
}

const ALWAYS: readonly ProblemCode[] = ["method_not_allowed", "too_many_requests", "internal_error"];

/** The one error body, with the possible codes. */
function problemSchema(codes: readonly ProblemCode[]): z.ZodType {
  const possible = new Set([...ALWAYS, ...codes]);
  const policy = possible.has("copy_policy") ? { rule: z.string().optional(), words: z.string().optional() } : {};
  const schema = z.strictObject({
    type: z.literal("about:blank"),
    title: z.string(),
    status: z.int().min(400).max(599),
    code: z.enum((Object.keys(PROBLEMS) as ProblemCode[]).filter((code) => possible.has(code))),
    detail: z.string().optional(),
    issues: z.array(z.strictObject({ path: z.string(), message: z.string(), ...policy })).optional(),
  });
  return schema.meta({ description: "A refusal (RFC 9457)." });
}

type Node = { [key: string]: unknown };

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);

/** Describes every field and parameter by its name, where its schema has no description of its own. */
function describeFields(document: Node): void {
  const { components, paths } = document as { components: { schemas: Record<string, unknown> }; paths: Node };
  for (const [shape, schema] of Object.entries(components.schemas)) visit(schema, shape);
  visit(paths, null);
}

/** `shape` is the named schema that contains the field: a name may have its own meaning there. */
function visit(value: unknown, shape: string | null): void {
  if (Array.isArray(value)) for (const item of value) visit(item, shape);
  if (!isNode(value)) return;
  if (value.in === "query" || value.in === "path") describeField(value, String(value.name), null);
  for (const [key, child] of Object.entries(value)) {
    if (key === "examples" || key === "x-codeSamples") continue;
    if (key === "properties" && isNode(child) && !("$ref" in value))
      for (const [name, field] of Object.entries(child)) describeField(field, name, shape);
    visit(child, shape);
  }
}

function describeField(field: unknown, name: string, shape: string | null): void {
  const text = FIELDS[`${shape}.${name}`] ?? FIELDS[name];
  if (isNode(field) && text !== undefined) field.description ??= text;
}
