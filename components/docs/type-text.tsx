import { findShapeName, type Schema } from "./api-document";

const FORMATS: Record<string, string> = { "date-time": "time", date: "date", uri: "address" };

/** A schema's type in words; a named shape is a link to it. */
export function TypeText({ schema }: { schema: Schema }) {
  const shape = findShapeName(schema);
  if (shape !== null)
    return (
      <a href={`#shape-${shape}`} className="link">
        {shape}
      </a>
    );
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return <Choices choices={choices} />;
  if (schema.items)
    return (
      <>
        list of <TypeText schema={schema.items} />
      </>
    );
  if (typeof schema.additionalProperties === "object" && !schema.properties)
    return (
      <>
        object of <TypeText schema={schema.additionalProperties} />
      </>
    );
  return typeWord(schema);
}

function Choices({ choices }: { choices: readonly Schema[] }) {
  return choices.map((choice, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: choices never move
    <span key={index}>
      {index > 0 && " or "}
      <TypeText schema={choice} />
    </span>
  ));
}

function typeWord({ type = "anything", format, const: only, default: otherwise, minimum, maximum }: Schema): string {
  if (only !== undefined) return JSON.stringify(only);
  const words = [type].flat().map((word) => (word !== "null" && format && FORMATS[format]) || word);
  const range = minimum !== undefined && maximum !== undefined ? `, ${minimum} to ${maximum}` : "";
  const usual = defaultText(otherwise);
  return `${words.join(" or ")}${range}${usual && `, ${usual} by default`}`;
}

/** A default as it would be written, nothing where it is empty. */
function defaultText(value: unknown): string {
  if (value === undefined || value === "" || /^(?:\[\]|\{\}|null)$/.test(JSON.stringify(value))) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
