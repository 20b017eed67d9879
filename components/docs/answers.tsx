import { type Answer, type Schema, shapeOf } from "./api-document";
import { Fields } from "./fields";
import { Prose } from "./prose";
import type { Shapes } from "./shapes-of";
import { TypeText } from "./type-text";

type Props = { answers: Readonly<Record<string, Answer>>; shapes: Shapes };

/** Every status that an operation answers with, and what stands in it. */
export function Answers({ answers, shapes }: Props) {
  return (
    <ul className="space-y-3">
      {Object.entries(answers).map(([status, answer]) => (
        <li key={status}>
          <p>
            <span className="status">{status}</span> <Prose text={answer.description} />
          </p>
          {Object.entries(answer.content ?? {}).map(([type, { schema }]) => (
            <Body key={type} type={type} schema={schema} shapes={shapes} />
          ))}
        </li>
      ))}
    </ul>
  );
}

type BodyProps = { type: string; schema: Schema; shapes: Shapes };

/** A body, with its fields where its shape is nobody else's. */
function Body({ type, schema, shapes }: BodyProps) {
  const name = shapeOf(schema) ?? "";
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
