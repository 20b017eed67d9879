import * as z from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from "zod-openapi";
import { SITE } from "@/lib/output/site";
import { PROBLEMS, type ProblemCode } from "@/lib/platform/problems";
import { type CredentialAccess, KEYS, WAYS_IN } from "@/lib/server/credentials";
import type { Endpoint, EndpointMethod, MethodSpec } from "@/lib/server/endpoint";
import type { Docs, Example, ResponseDocs } from "./docs";
import { schemaNamed } from "./schemas";

/** One documented method on one path. */
export type Operation = { method: EndpointMethod; path: string; endpoint: Endpoint; spec: MethodSpec; docs: Docs };

const JSON_TYPE = "application/json";
/** What an endpoint with a page's form takes besides JSON: the form's fields, which are the body's. */
const FORM_TYPES = ["application/x-www-form-urlencoded", "multipart/form-data"];
const PROBLEM_TYPE = "application/problem+json";
/** The lifetime of a fallback response, for every endpoint (docs/decisions/015). */
const FALLBACK = "public, max-age=5";
const BODY_REFUSALS = [
  "malformed_json",
  "incomplete_body",
  "slow_body",
  "body_too_large",
  "unsupported_media_type",
  "invalid_request",
] as const;
type Examples = Record<string, { summary?: string; value: unknown }>;

/** The sets of credentials that an operation accepts; null where it requires none. */
export const waysInto = ({ endpoint: { access } }: Operation) =>
  access in WAYS_IN ? WAYS_IN[access as CredentialAccess] : null;

/** Every refusal of an operation: by its access, by its body, and its own. */
export function listRefusals({ endpoint, spec, docs, ...operation }: Operation): ProblemCode[] {
  if (docs.fileHeaders) return [];
  const isKeyed = waysInto({ endpoint, spec, docs, ...operation }) !== null;
  return [
    ...(isKeyed ? (["unauthorized", "not_configured"] as const) : []),
    ...(spec.body ? BODY_REFUSALS : []),
    ...(docs.refusals ?? []),
    ...(endpoint.access === "public" ? (["not_enabled"] as const) : []),
  ];
}

/** The operation as an OpenAPI object. */
export function describeOperation(operation: Operation): ZodOpenApiOperationObject {
  const { docs, path } = operation;
  const ways = waysInto(operation);
  const params = z.object(Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, z.string()])));
  const query = docs.query ?? (operation.spec.query as z.ZodObject | undefined);
  return {
    operationId: docs.id,
    tags: [docs.group],
    summary: docs.summary,
    description: docs.description,
    ...(ways && { security: ways.map((keys) => Object.fromEntries(keys.map((key) => [key, []]))) }),
    requestParams: {
      ...(Object.keys(params.shape).length > 0 && { path: withExamples(params, docs, "params") }),
      ...(query && { query: withExamples(query, docs, "query") }),
    },
    ...describeBody(operation),
    responses: describeResponses(operation),
    "x-codeSamples": Object.values(docs.examples).map((example) => ({
      lang: "Shell",
      label: example.summary,
      source: toCurl(operation, example),
    })),
  };
}

/** The parameters, each with its values from the examples. A value that is refused for its form is shown in its command alone: tools take these for valid. */
function withExamples({ shape }: z.ZodObject, { examples }: Docs, where: "params" | "query"): z.ZodObject {
  const described = Object.entries(shape).map(([name, schema]) => {
    const named = Object.entries(examples).flatMap(([example, { [where]: values }]): [string, { value: unknown }][] =>
      values?.[name] !== undefined && (schema as z.ZodType).safeParse(values[name]).success
        ? [[example, { value: values[name] }]]
        : [],
    );
    const documented = (schema as z.ZodType).meta({ param: { examples: Object.fromEntries(named) } });
    return [name, named.length === 0 ? schema : documented];
  });
  return z.object(Object.fromEntries(described));
}

function describeBody({ spec, docs }: Operation): Pick<ZodOpenApiOperationObject, "requestBody"> {
  const schema = docs.body ? z.union(docs.body.map(schemaNamed)) : spec.body;
  if (!schema) return {};
  const examples = pick(docs, ({ body }) => body !== undefined && schema.safeParse(body).success, "body");
  const forms = spec.isForm ? FORM_TYPES.map((type) => [type, { schema }] as const) : [];
  const content = { [JSON_TYPE]: { schema, ...examples }, ...Object.fromEntries(forms) };
  return { requestBody: { required: !spec.isBodyOptional, content } };
}

function describeResponses(operation: Operation): Record<string, ZodOpenApiResponseObject> {
  const { docs, endpoint } = operation;
  const responses: Record<string, ZodOpenApiResponseObject> = {};
  for (const response of docs.responses) {
    const status = response.status ?? 200;
    const content = { ...responses[status]?.content, ...toContent(docs, response) };
    responses[status] = { ...describeResponse(operation, response), content };
  }
  if (endpoint.cache && !docs.fileHeaders)
    responses[304] = { description: "The cached response that `If-None-Match` names is still current." };
  for (const [status, codes] of byStatus(listRefusals(operation))) {
    const own = responses[status];
    const refused = describeRefusal(docs, status, codes);
    const description = [own?.description, refused.description].filter(Boolean).join(" ");
    responses[status] = { ...own, description, content: { ...own?.content, ...refused.content } };
  }
  // What refuses nothing by itself still fails at times: linters ask that each operation says so.
  if (!Object.keys(responses).some((status) => status.startsWith("4")))
    responses.default = docs.fileHeaders
      ? { description: "Another answer of the edge." }
      : {
          description: "A refusal.",
          content: { [PROBLEM_TYPE]: { schema: { $ref: "#/components/schemas/Problem" } } },
        };
  return responses;
}

function describeResponse({ endpoint, docs }: Operation, { description, links }: ResponseDocs) {
  const headers = docs.fileHeaders ? mapValues(docs.fileHeaders, (value) => z.literal(value)) : cacheHeaders(endpoint);
  return {
    description,
    ...(headers && { headers: z.object(headers) }),
    ...(links && { links: mapValues(links, (parameters, operationId) => ({ operationId, parameters })) }),
  };
}

const mapValues = <T, U>(values: Record<string, T>, map: (value: T, name: string) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value, name)]));

const cacheHeaders = ({ cache, cors }: Endpoint): Record<string, z.ZodType> | undefined =>
  cache && {
    "Cache-Control": z.enum([`public, max-age=${cache.maxAgeS}`, FALLBACK]),
    ETag: z.string(),
    "Access-Control-Allow-Origin": z.literal(cors === "own" ? SITE : "*"),
  };

function toContent(docs: Docs, response: ResponseDocs) {
  const { type = JSON_TYPE, status = 200, schema = z.string() } = response;
  const [{ type: usual = JSON_TYPE }] = docs.responses;
  const own = pick(docs, (it) => (it.status ?? 200) === status && (it.type ?? usual) === type);
  return { [type]: { schema: typeof schema === "string" ? schemaNamed(schema) : schema, ...own } };
}

const describeRefusal = (docs: Docs, status: number, codes: readonly ProblemCode[]) => ({
  description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code][1]}.`).join(" "),
  content: {
    [PROBLEM_TYPE]: {
      schema: { $ref: "#/components/schemas/Problem", properties: { code: { enum: [...codes] } } },
      ...pick(docs, (it) => it.status === status),
    },
  },
});

/** The matching examples in OpenAPI's form; no key where there are none. */
function pick(
  { examples }: Docs,
  isPicked: (example: Example) => boolean,
  part: "value" | "body" = "value",
): { examples?: Examples } {
  const picked = Object.entries(examples).filter(([, example]) => isPicked(example));
  if (picked.length === 0) return {};
  const shown = picked.map(([name, example]) => [name, { summary: example.summary, value: example[part] }]);
  return { examples: Object.fromEntries(shown) };
}

function byStatus(codes: readonly ProblemCode[]): Map<number, ProblemCode[]> {
  const statuses = new Map<number, ProblemCode[]>();
  for (const code of codes) statuses.set(PROBLEMS[code][0], [...(statuses.get(PROBLEMS[code][0]) ?? []), code]);
  return new Map([...statuses].sort(([a], [b]) => a - b));
}

/** The path of an example's request, its parameters filled in. */
function fillPath(path: string, { params = {}, query = {} }: Example): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? name));
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
  return search ? `${filled}?${search}` : filled;
}

/** An example as a command to paste: credentials come from the shell's variables. */
function toCurl(operation: Operation, example: Example): string {
  const url = `${SITE}${fillPath(operation.path, example)}`;
  const keys = (waysInto(operation)?.[0] ?? []).map(
    (name) => `-H "${KEYS[name].header}: $${name === "signature" ? "SIGNATURE" : KEYS[name].secret}"`,
  );
  const body =
    example.body === undefined
      ? []
      : [`-H "Content-Type: application/json"`, `-d '${JSON.stringify(example.body).replaceAll("'", "'\\''")}'`];
  const method = operation.method === "GET" ? [] : [`-X ${operation.method}`];
  const request = `curl ${[...method, /[?&]/.test(url) ? `'${url}'` : url].join(" ")}`;
  return [request, ...keys, ...body].join(" \\\n  ");
}
