import { createDocument, type ZodOpenApiPathsObject } from "zod-openapi";
import { SITE } from "@/lib/public/site";
import { describeFields } from "./describe-fields";
import type { Door } from "./door";
import { INTERNAL_DOORS, PUBLIC_DOORS } from "./doors";
import { GROUPS, type GroupName } from "./groups";
import { KEYS } from "./keys";
import { nameShapes } from "./names";
import { operationOf } from "./operation";
import { problemOf } from "./problem";

const PUBLIC_WORDS =
  "The live and past status of every service that Raxx runs or relies on. Reading needs no key. Every GET also answers HEAD, and OPTIONS names the methods. Times are ISO 8601 in UTC. Answers carry an `ETag`: ask again with `If-None-Match`, as often as `Cache-Control` allows. Refusals are `application/problem+json` with a stable `code`.";

const INTERNAL_WORDS =
  "The public API, and the doors of operators, Raptor and FreeScout. Answers behind a key are never kept by anyone. A refused write has written nothing.";

/** What strangers may read: the doors that are open to all. */
export const publicDescription = () => documentOf("Raxx Status API", PUBLIC_WORDS, PUBLIC_DOORS);

/** What operators and Raptor read: every door. */
export const internalDescription = () =>
  documentOf("Raxx Status API, internal", INTERNAL_WORDS, [...PUBLIC_DOORS, ...INTERNAL_DOORS]);

function documentOf(title: string, description: string, doors: readonly Door[]) {
  nameShapes();
  const document = createDocument(
    {
      openapi: "3.1.1",
      info: { title, version: "1", description },
      servers: [{ url: SITE }],
      tags: tagsOf(doors),
      paths: pathsOf(doors),
      components: { schemas: { Problem: problemOf(doors) }, ...securitySchemesOf(doors) },
    },
    { override: ({ jsonSchema }) => void dropDatePattern(jsonSchema) },
  );
  describeFields(document as never);
  return document;
}

/** `format: date-time` says it; the pattern beside it is 300 characters that nobody reads. */
function dropDatePattern(schema: { format?: string; pattern?: string }): void {
  if (schema.format === "date" || schema.format === "date-time") delete schema.pattern;
}

function tagsOf(doors: readonly Door[]) {
  const used = (Object.keys(GROUPS) as GroupName[]).filter((name) => doors.some(({ group }) => group === name));
  return used.map((name) => ({ name, description: GROUPS[name] }));
}

function pathsOf(doors: readonly Door[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const door of doors) paths[door.path] = { ...paths[door.path], [door.method]: operationOf(door) };
  return paths;
}

function securitySchemesOf(doors: readonly Door[]) {
  const used = new Set(doors.flatMap(({ keys = [] }) => keys.flat()));
  if (used.size === 0) return {};
  const schemes = Object.entries(KEYS).map(([name, { header, description }]) => [
    name,
    { type: "apiKey" as const, in: "header" as const, name: header, description },
  ]);
  return { securitySchemes: Object.fromEntries(schemes) };
}
