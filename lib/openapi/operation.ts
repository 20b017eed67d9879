import * as z from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from "zod-openapi";
import { PROBLEMS, type ProblemCode } from "@/lib/errors";
import { curlOf } from "./curl";
import type { Answer, Door, Example } from "./door";

const PROBLEM_TYPE = "application/problem+json";
type Examples = Record<string, { summary?: string; value: unknown }>;

/** A door as an OpenAPI operation. */
export function operationOf(door: Door): ZodOpenApiOperationObject {
  return {
    operationId: door.id,
    tags: [door.group],
    summary: door.summary,
    description: door.description,
    ...(door.keys && { security: door.keys.map((keys) => Object.fromEntries(keys.map((key) => [key, []]))) }),
    requestParams: {
      ...(door.at && { path: parametersOf(door, "at") }),
      ...(door.query && { query: parametersOf(door, "query") }),
    },
    ...(door.body && { requestBody: requestBodyOf(door) }),
    responses: responsesOf(door),
    "x-codeSamples": door.examples.map((example) => ({
      lang: "Shell",
      label: example.summary,
      source: curlOf(door, example),
    })),
  };
}

/** A door's parameters in one place, each with the values that the examples give it. */
function parametersOf(door: Door, where: "at" | "query"): z.ZodObject {
  const described = Object.entries(door[where]?.shape ?? {}).map(([name, schema]) => {
    const given = door.examples.flatMap(({ name: example, [where]: values }): [string, { value: unknown }][] =>
      values?.[name] === undefined ? [] : [[example, { value: values[name] }]],
    );
    return [
      name,
      given.length === 0 ? schema : (schema as z.ZodType).meta({ param: { examples: Object.fromEntries(given) } }),
    ];
  });
  return z.object(Object.fromEntries(described));
}

function requestBodyOf({ body, examples }: Door): NonNullable<ZodOpenApiOperationObject["requestBody"]> {
  const given = examples.filter((example) => example.body !== undefined);
  return {
    required: !body?.isOptional,
    content: {
      "application/json": {
        schema: body?.schema,
        examples: Object.fromEntries(given.map(({ name, summary, body: value }) => [name, { summary, value }])),
      },
    },
  };
}

function responsesOf(door: Door): Record<string, ZodOpenApiResponseObject> {
  const responses: Record<string, ZodOpenApiResponseObject> = {};
  for (const answer of door.answers) {
    const known = responses[answer.status]?.content;
    responses[answer.status] = { ...answerOf(door, answer), content: { ...known, ...contentOf(door, answer) } };
  }
  if (door.answers.some(({ headers }) => headers?.ETag))
    responses[304] = { description: "The caller's copy, named by `If-None-Match`, is still good." };
  for (const [status, codes] of byStatus(door.refusals)) {
    const known = responses[status];
    const refusal = refusalOf(door, status, codes);
    responses[status] = known
      ? {
          ...known,
          description: `${known.description} ${refusal.description}`,
          content: { ...known.content, ...refusal.content },
        }
      : refusal;
  }
  return responses;
}

const answerOf = ({ answers }: Door, { status, says }: Answer): ZodOpenApiResponseObject => {
  const { headers, links } = answers.find((answer) => answer.status === status) ?? {};
  return {
    description: says,
    ...(headers && { headers: z.object(headers) }),
    ...(links && {
      links: Object.fromEntries(
        Object.entries(links).map(([operationId, parameters]) => [operationId, { operationId, parameters }]),
      ),
    }),
  };
};

const contentOf = ({ answers, examples }: Door, { status, type, schema }: Answer) => ({
  [type]: {
    schema,
    ...examplesOf(examples.filter((it) => (it.status ?? 200) === status && (it.type ?? answers[0].type) === type)),
  },
});

const refusalOf = ({ examples }: Door, status: number, codes: readonly ProblemCode[]) => ({
  description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code][1]}.`).join(" "),
  content: {
    [PROBLEM_TYPE]: {
      schema: { $ref: "#/components/schemas/Problem", properties: { code: { enum: [...codes] } } },
      ...examplesOf(examples.filter((it) => it.status === status)),
    },
  },
});

const examplesOf = (examples: readonly Example[]): { examples?: Examples } =>
  examples.length === 0
    ? {}
    : { examples: Object.fromEntries(examples.map(({ name, summary, value }) => [name, { summary, value }])) };

function byStatus(codes: readonly ProblemCode[]): Map<number, ProblemCode[]> {
  const statuses = new Map<number, ProblemCode[]>();
  for (const code of codes) statuses.set(PROBLEMS[code][0], [...(statuses.get(PROBLEMS[code][0]) ?? []), code]);
  return new Map([...statuses].sort(([a], [b]) => a - b));
}
