import { findShapeName, type ResponseDoc, type Schema } from "./api-document";
import { Fields } from "./fields";
import { Prose } from "./prose";
import type { Shapes } from "./split-shapes";
import { TypeText } from "./type-text";

type Props = { responses: Readonly<Record<string, ResponseDoc>>; shapes: Shapes };

/** Every status that an operation answers with, and what stands in it. */
export function Responses({ responses, shapes }: Props) {
  return (
    <ul className="space-y-3">
      {Object.entries(responses).map(([status, response]) => (
        <li key={status}>
          <p>
            <span className="status">{status}</span> <Prose text={response.description} />
          </p>
          {Object.entries(response.content ?? {}).map(([type, { schema }]) => (
            <Body key={type} type={type} schema={schema} shapes={shapes} />
          ))}
        </li>
      ))}
    </ul>
  );
}

type BodyProps = { type: string; schema: Schema; shapes: Shapes };

/** A body, with its fields unless other responses share its shape. */
function Body({ type, schema, shapes }: BodyProps) {
  const name = findShapeName(schema) ?? "";
  const shape = shapes[name];
  return (
    <div id={shape && `shape-${name}`} className="mt-1">
      <p className="text-muted text-sm">
        <code>{type}</code>: <TypeText schema={schema} />
      </p>
      {shape && <Fields schema={shape} />}
    </div>
  );
}
