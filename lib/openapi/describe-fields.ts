import { FIELDS } from "./glossary";

type Node = { [key: string]: unknown };

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);

/** Describes every field and parameter by its name, where its schema has no description of its own. */
export function describeFields(document: Node): void {
  const { components, paths } = document as { components: { schemas: Record<string, unknown> }; paths: Node };
  for (const [shape, schema] of Object.entries(components.schemas)) visit(schema, shape);
  visit(paths, null);
}

/** `shape` is the named schema that a field stands in: a name may mean something of its own there. */
function visit(value: unknown, shape: string | null): void {
  if (Array.isArray(value)) for (const item of value) visit(item, shape);
  if (!isNode(value)) return;
  if (value.in === "query" || value.in === "path") describe(value, String(value.name), null);
  for (const [key, child] of Object.entries(value)) {
    if (key === "examples" || key === "x-codeSamples") continue;
    if (key === "properties" && isNode(child) && !("$ref" in value))
      for (const [name, field] of Object.entries(child)) describe(field, name, shape);
    visit(child, shape);
  }
}

function describe(field: unknown, name: string, shape: string | null): void {
  const text = FIELDS[`${shape}.${name}`] ?? FIELDS[name];
  if (isNode(field) && text !== undefined) field.description ??= text;
}
