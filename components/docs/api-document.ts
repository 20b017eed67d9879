/** What the page reads of a JSON Schema. */
export type Schema = {
  $ref?: string;
  type?: string | readonly string[];
  format?: string;
  enum?: readonly string[];
  const?: string | number | boolean;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  items?: Schema;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  additionalProperties?: boolean | Schema;
  description?: string;
};

export type Parameter = { in: string; name: string; required?: boolean; description?: string; schema: Schema };

export type Media = { schema: Schema; examples?: Readonly<Record<string, { summary: string; value: unknown }>> };

export type ResponseDoc = {
  description: string;
  headers?: Readonly<Record<string, { schema: Schema }>>;
  content?: Readonly<Record<string, Media>>;
};

/** What the page reads of an OpenAPI operation. */
export type Operation = {
  operationId: string;
  tags: readonly string[];
  summary: string;
  description: string;
  parameters?: readonly Parameter[];
  requestBody?: { content: Readonly<Record<string, Media>> };
  responses: Readonly<Record<string, ResponseDoc>>;
  "x-codeSamples": readonly { label: string; source: string }[];
};

/** What the page reads of an OpenAPI document. */
export type ApiDocument = {
  info: { title: string; description: string };
  tags: readonly { name: string; description: string }[];
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: { schemas: Readonly<Record<string, Schema>> };
};

/** An operation and where it is. */
export type EndpointDoc = { method: string; path: string; operation: Operation };

/** A chapter of the page: its operations in the document's order. */
export type Chapter = { name: string; description: string; endpoints: readonly EndpointDoc[] };

/** The document's operations by their tags. */
export function toChapters({ tags, paths }: ApiDocument): Chapter[] {
  const endpoints = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  return tags.map((tag) => ({
    ...tag,
    endpoints: endpoints.filter(({ operation }) => operation.tags.includes(tag.name)),
  }));
}

/** A heading's anchor: `Feeds and calendars` → `feeds-and-calendars`. */
export const toAnchor = (name: string): string => name.toLowerCase().replaceAll(" ", "-");

/** The name of the shape that a schema refers to. */
export const findShapeName = ({ $ref }: Schema): string | null => $ref?.replace("#/components/schemas/", "") ?? null;
