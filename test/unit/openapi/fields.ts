import type { Document } from "../../support/openapi";

type Schema = {
  $ref?: string;
  type?: string | string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  description?: string;
};

/** A field or parameter: its owner and path, its types without null, and its description. */
type Field = { place: string; types: string[]; text: string | undefined };

const choicesOf = ({ anyOf = [], oneOf = [] }: Schema): Schema[] => [...anyOf, ...oneOf];

const resolve = ({ components }: Document, schema: Schema): Schema =>
  schema.$ref ? ((components.schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {}) as Schema) : schema;

function typesOf(document: Document, schema: Schema): string[] {
  const resolved = resolve(document, schema);
  const own = [resolved.type ?? []].flat().filter((type) => type !== "null");
  const kinds = own.map((type) => (type === "integer" ? "number" : type));
  return [...kinds, ...choicesOf(resolved).flatMap((choice) => typesOf(document, choice))];
}

/** Every field of the named schemas and of the operations' own, and every parameter. */
export function describedFields(document: Document): Field[] {
  const list = (schema: Schema, place: string): Field[] => [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
      { place: `${place}.${name}`, types: typesOf(document, field), text: field.description },
      ...list(field, `${place}.${name}`),
    ]),
    ...(schema.items ? list(schema.items, `${place}[]`) : []),
    ...(typeof schema.additionalProperties === "object" ? list(schema.additionalProperties, place) : []),
    ...choicesOf(schema).flatMap((choice) => list(choice, place)),
  ];
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  return [
    ...Object.entries(document.components.schemas).flatMap(([name, schema]) => list(schema as Schema, name)),
    ...operations.flatMap(({ operationId, parameters = [], responses }) => [
      ...parameters.map(({ name, schema, description }) => ({
        place: `${operationId}.${name}`,
        types: typesOf(document, schema as Schema),
        text: description,
      })),
      ...Object.values(responses)
        .flatMap(({ content = {} }) => Object.values(content))
        .flatMap(({ schema }) => ("$ref" in schema ? [] : list(schema as Schema, operationId))),
    ]),
  ];
}

/** The values of an example, each with the description of its field. */
export function describedValues(
  document: Document,
  schema: Schema,
  value: unknown,
): { text: string; value: unknown }[] {
  const resolved = resolve(document, schema);
  const inner = choicesOf(resolved).flatMap((choice) => describedValues(document, choice, value));
  if (Array.isArray(value))
    return [...inner, ...value.flatMap((item) => describedValues(document, resolved.items ?? {}, item))];
  if (typeof value !== "object" || value === null) return inner;
  const { properties = {}, additionalProperties: other } = resolved;
  return [
    ...inner,
    ...Object.entries(value).flatMap(([name, item]) => {
      const field = properties[name] ?? (typeof other === "object" ? other : {});
      const text = properties[name]?.description;
      const own = text !== undefined && typeof item !== "object" ? [{ text, value: item as unknown }] : [];
      return [...own, ...describedValues(document, field, item)];
    }),
  ];
}
