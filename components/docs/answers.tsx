import { type Answer, type ApiDocument, fieldsOf, shapeOf } from "./api-document";
import { Fields } from "./fields";
import { Prose } from "./prose";
import { TypeText } from "./type-text";

type Shapes = ApiDocument["components"]["schemas"];
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
            <div key={type} className="mt-1">
              <p className="text-muted text-sm">
                <code>{type}</code>: <TypeText schema={schema} />
              </p>
              {Number(status) < 300 && shapeOf(schema) !== null && <Fields schema={fieldsOf(schema, shapes)} />}
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
