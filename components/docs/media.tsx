import { Fragment } from "react";
import { findShapeName, type Media, type Schema } from "./api-document";
import { Breaks } from "./breaks";
import { Fields } from "./fields";
import type { SplitShapes } from "./split-shapes";
import { TypeText } from "./type-text";

type Content = Readonly<Record<string, Media>>;
type Props = { content: Content; shapes: SplitShapes; isRequest?: boolean };

/** What a request or an answer carries: its media types, and its fields, which for an answer may be listed elsewhere. */
export function MediaList({ content, shapes: { own, shared }, isRequest = false }: Props) {
  return groupTypes(content).map(({ types, schema }) => {
    const name = findShapeName(schema);
    const fields = name === null ? findObject(schema) : (own[name] ?? (isRequest ? shared[name] : undefined));
    return (
      <div key={types.join()} id={name !== null && own[name] ? `shape-${name}` : undefined} className="mt-2">
        <p className="mb-1 text-muted text-sm">
          <TypeNames types={types} />: <TypeText schema={schema} />
        </p>
        {fields && <Fields schema={fields} isRequest={isRequest} />}
      </div>
    );
  });
}

/** The media types of each schema. */
function groupTypes(content: Content): { types: string[]; schema: Schema }[] {
  const groups = Map.groupBy(Object.entries(content), ([, { schema }]) => JSON.stringify(schema));
  return [...groups].map(([schema, media]) => ({ types: media.map(([type]) => type), schema: JSON.parse(schema) }));
}

/** The nameless object that a body is, or may be. */
const findObject = (schema: Schema): Schema | undefined =>
  [schema, ...(schema.anyOf ?? [])].find(({ properties }) => properties !== undefined);

function TypeNames({ types }: { types: readonly string[] }) {
  return types.map((type, index) => (
    <Fragment key={type}>
      {index > 0 && (index === types.length - 1 ? " or " : ", ")}
      <code>
        <Breaks text={type} />
      </code>
    </Fragment>
  ));
}
