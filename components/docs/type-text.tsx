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
  const word = (format && FORMATS[format]) ?? type;
  const range = minimum !== undefined && maximum !== undefined ? `, ${minimum} to ${maximum}` : "";
  return `${word}${range}${otherwise === undefined ? "" : `, ${otherwise} by default`}`;
}
