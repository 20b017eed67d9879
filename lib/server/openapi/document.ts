import { z } from "zod";
import { createDocument, type ZodOpenApiPathsObject } from "zod-openapi";
import { AUTHOR } from "@/lib/output/feeds/channel";
import { SITE } from "@/lib/output/site";
import { PROBLEMS, type ProblemCode } from "@/lib/platform/problems";
import { KEYS, type KeyName } from "@/lib/server/credentials";
import { describeFields } from "./describe-fields";
import { GROUPS, type GroupName } from "./docs";
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
    { override: ({ jsonSchema }) => dropNoise(jsonSchema) },
  );
  describeFields(document);
  return document;
}

type Noisy = { format?: string; pattern?: string; minimum?: number; maximum?: number };

/** `format: date-time` is enough without a pattern of 300 characters, and every integer here is one that JavaScript can hold. */
function dropNoise(schema: Noisy): void {
  if (schema.format === "date" || schema.format === "date-time") delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
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
