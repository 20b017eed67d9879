import type { ReactNode } from "react";
import type { Parameter, Schema } from "./api-document";
import { Breaks } from "./breaks";
import { Code } from "./code";
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

type FieldsProps = { schema: Schema; isRequest?: boolean };

/** The fields of an object, and those of the objects in it that have no name of their own. */
export const Fields = ({ schema, isRequest = false }: FieldsProps) => (
  <dl className="fields">
    {listRows(schema, "").map(({ path, field, isRequired }) => (
      <Field key={path} name={path} schema={field} description={field.description}>
        {isRequired ? isRequest && " · required" : " · optional"}
      </Field>
    ))}
  </dl>
);

type Row = { path: string; field: Schema; isRequired: boolean };

function listRows({ properties = {}, required = [] }: Schema, prefix: string): Row[] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = prefix + name;
    const inner = findInner(field);
    const rows = inner ? listRows(inner.schema, `${path}${inner.suffix}.`) : [];
    return [{ path, field, isRequired: required.includes(name) }, ...rows];
  });
}

/** The nameless object that a field is, may be, lists, or has under every key. */
function findInner(field: Schema): { schema: Schema; suffix: string } | null {
  const { items, additionalProperties: values, anyOf = [] } = field;
  if (items?.properties) return { schema: items, suffix: "[]" };
  if (typeof values === "object" && values.properties) return { schema: values, suffix: ".*" };
  const schema = [field, ...anyOf].find(({ properties }) => properties !== undefined);
  return schema ? { schema, suffix: "" } : null;
}

/** The values that a field may have, or those of its items. */
const findValues = ({ enum: values, items, anyOf = [] }: Schema): readonly string[] | undefined =>
  values ?? items?.enum ?? anyOf.find((choice) => choice.enum)?.enum;

type Props = { name: string; schema: Schema; description: string | undefined; children: ReactNode };

function Field({ name, schema, description, children }: Props) {
  const values = findValues(schema);
  return (
    <div>
      <dt>
        <code className="font-medium">
          <Breaks text={name} />
        </code>
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
        <Code key={value} text={value} />
      ))}
    </span>
  );
}
