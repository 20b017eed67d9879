import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** What the tests read of an OpenAPI document, and no more. */
export type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes?: Record<string, { name: string }> };
};
type Named = Record<string, { summary?: string; value: unknown }>;
type Media = { schema: object; examples?: Named };
type Header = { required?: boolean; schema: object };
type Response = {
  description: string;
  headers?: Record<string, Header>;
  content?: Record<string, Media>;
  links?: Record<string, { operationId: string; parameters: Record<string, string> }>;
};
export type Operation = {
  operationId: string;
  summary: string;
  description: string;
  security?: Record<string, string[]>[];
  parameters?: {
    in: "path" | "query";
    name: string;
    required?: boolean;
    description?: string;
    schema: object;
    examples?: Named;
  }[];
  requestBody?: { required?: boolean; content: Record<string, Media> };
  responses: Record<string, Response>;
  "x-codeSamples": { label: string; source: string }[];
};

/** One example of a document: the request that it describes, and the answer. */
export type DescribedExample = {
  operation: Operation;
  name: string;
  summary: string;
  method: string;
  /** With its parameters filled in. */
  path: string;
  pathValues: Record<string, string>;
  body: unknown;
  status: number;
  type: string;
  schema: object;
  headers: Record<string, Header>;
  value: unknown;
};

/** Every operation with its method and its path's template. */
export const operationsOf = ({ paths }: Document) =>
  Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ template, method: method.toUpperCase(), operation })),
  );

/** Every example: whatever carries its name among the parameters, the body and the answers. */
export const examplesOf = (document: Document): DescribedExample[] =>
  operationsOf(document).flatMap(({ template, method, operation }) =>
    Object.entries(operation.responses).flatMap(([status, { content = {}, headers = {} }]) =>
      Object.entries(content).flatMap(([type, { schema, examples = {} }]) =>
        Object.entries(examples).map(([name, { summary = name, value }]) => {
          const pathValues = valuesOf(operation, "path", name) as Record<string, string>;
          const query = valuesOf(operation, "query", name);
          // A request that is refused for its form is described by its command alone.
          const command = operation["x-codeSamples"].find(({ label }) => label === summary);
          const { url, body: sent } = parseCurl(command?.source ?? "");
          const isRefused = status === "400" || status === "422";
          return {
            ...{ operation, name, summary, method, pathValues, status: Number(status), type, schema, headers, value },
            path: isRefused ? url.replace(/^https:\/\/[^/]+/, "") : fill(template, pathValues, query),
            body: isRefused ? sent : operation.requestBody?.content["application/json"]?.examples?.[name]?.value,
          };
        }),
      ),
    ),
  );

const valuesOf = ({ parameters = [] }: Operation, where: string, name: string): Record<string, unknown> =>
  Object.fromEntries(
    parameters.flatMap(({ in: place, name: key, examples }) =>
      place === where && examples?.[name] ? [[key, examples[name].value]] : [],
    ),
  );

function fill(template: string, values: Record<string, unknown>, query: Record<string, unknown>): string {
  const path = template.replace(/\{(\w+)\}/g, (_, key) => encodeURIComponent(String(values[key])));
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)])).toString();
  return search ? `${path}?${search}` : path;
}

/** What a curl command asks for; knows -X, -H and -d. */
export function parseCurl(source: string) {
  const words = [...source.replaceAll("\\\n", " ").matchAll(/'((?:[^']|'\\'')*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single?.replaceAll("'\\''", "'") ?? double ?? bare ?? "",
  );
  const after = (flag: string) => words.flatMap((word, i) => (word === flag ? [words[i + 1] ?? ""] : []));
  const url = words.find((word) => word.startsWith("https://")) ?? "";
  const [data] = after("-d");
  return {
    url,
    method: after("-X")[0] ?? "GET",
    headers: Object.fromEntries(after("-H").map((line) => line.split(": ") as [string, string])),
    body: data === undefined ? undefined : (JSON.parse(data) as unknown),
  };
}

/** Judges values by a document's schemas, without zod: gives what is wrong, empty when nothing is. */
export function judgeOf({ components }: Document) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  return (schema: object, value: unknown): string[] => {
    const validate = ajv.compile({ ...schema, components });
    return validate(value) ? [] : (validate.errors ?? []).map((it) => `${it.instancePath || "/"} ${it.message}`);
  };
}
