import type { ReactNode } from "react";
import type { Parameter, Schema } from "./api-document";
import { Prose } from "./prose";
import { TypeText } from "./type-text";

/** The parameters of an operation. */
export function Parameters({ parameters }: { parameters: readonly Parameter[] }) {
  return (
    <dl className="fields">
      {parameters.map(({ name, in: where, required, schema, description }) => (
        <Field key={name} name={name} schema={schema} description={description}>
          {` · in the ${where}`}
          {required && " · required"}
        </Field>
      ))}
    </dl>
  );
}

/** The fields of an object, and those of the objects in it that have no name of their own. */
export function Fields({ schema, path = "" }: { schema: Schema; path?: string }) {
  return <dl className="fields">{listRows(schema, path)}</dl>;
}

function listRows({ properties = {}, required = [] }: Schema, path: string): ReactNode[] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const inner = findInner(field);
    return [
      <Field key={path + name} name={path + name} schema={field} description={field.description}>
        {!required.includes(name) && " · optional"}
      </Field>,
      ...(inner ? listRows(inner.schema, `${path}${name}${inner.isList ? "[]" : ""}.`) : []),
    ];
  });
}

/** The nameless object that a field is, may be, or lists. */
function findInner(field: Schema): { schema: Schema; isList: boolean } | null {
  const isList = field.items !== undefined;
  const candidates = field.items ? [field.items] : [field, ...(field.anyOf ?? [])];
  const schema = candidates.find((candidate) => candidate.properties !== undefined);
  return schema ? { schema, isList } : null;
}

type Props = { name: string; schema: Schema; description: string | undefined; children: ReactNode };

function Field({ name, schema, description, children }: Props) {
  const values = schema.enum ?? schema.items?.enum;
  return (
    <div>
      <dt>
        <code className="font-medium">{name}</code>
        <span className="type">
          <TypeText schema={schema} />
          {children}
        </span>
      </dt>
      <dd>
        {description && <Prose text={description} />}
        {values && <Values values={values} />}
      </dd>
    </div>
  );
}

function Values({ values }: { values: readonly string[] }) {
  return (
    <span className="mt-1 flex flex-wrap gap-1">
      {values.map((value) => (
        <code key={value} className="code">
          {value}
        </code>
      ))}
    </span>
  );
}
