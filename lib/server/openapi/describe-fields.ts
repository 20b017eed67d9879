import { FIELDS } from "./glossary";

type Node = { [key: string]: unknown };
type Described = { components: { schemas: Node }; paths: Record<string, Record<string, Node>> };

/** What has a field or parameter, a named schema or an operation by its id, and the path to it there: `told[].id`. */
type Place = { owner: string; path: string };

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);

/** Describes every field and parameter by its place, where its schema has no description of its own. */
export function describeFields(document: object): void {
  const { components, paths } = document as Described;
  for (const [owner, schema] of Object.entries(components.schemas)) visit(schema, { owner, path: "" });
  for (const operation of Object.values(paths).flatMap((methods) => Object.values(methods)))
    describeOperationFields(operation);
}

function describeOperationFields({ operationId, parameters = [], requestBody, responses }: Node): void {
  const owner = String(operationId);
  for (const parameter of parameters as Node[]) describeField(parameter, { owner, path: String(parameter.name) });
  visit([requestBody, responses], { owner, path: "" });
}

function visit(value: unknown, place: Place): void {
  if (Array.isArray(value)) for (const item of value) visit(item, place);
  if (!isNode(value) || "$ref" in value) return;
  const { properties, items, examples, ...rest } = value;
  for (const [name, field] of Object.entries(isNode(properties) ? properties : {})) {
    const inner = { ...place, path: place.path ? `${place.path}.${name}` : name };
    describeField(field, inner);
    visit(field, inner);
  }
  visit(items, { ...place, path: `${place.path}[]` });
  for (const child of Object.values(rest)) visit(child, place);
}

/** The most specific description that there is: of this very place, of the name there, of the name anywhere. */
function describeField(field: unknown, { owner, path }: Place): void {
  const name = path.split(".").at(-1) ?? path;
  const text = FIELDS[`${owner}.${path}`] ?? FIELDS[`${owner}.${name}`] ?? FIELDS[name];
  if (isNode(field) && text !== undefined) field.description ??= text;
}
