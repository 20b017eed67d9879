"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { OpsProblem } from "@/lib/schemas/ops-form";
import { issueText } from "./problem";

const Context = createContext<ReadonlyMap<string, string>>(new Map());

/** Provides a form's fields with what is wrong with each; fields that were `touched` since are left out. */
export function FormErrors({
  issues,
  touched,
  children,
}: {
  issues: OpsProblem["issues"];
  touched: ReadonlySet<string>;
  children: ReactNode;
}) {
  const current = issues.filter(({ path, rule }) => rule === undefined && !touched.has(path));
  return <Context value={new Map(current.map((issue) => [issue.path, issueText(issue)]))}>{children}</Context>;
}

/** What a field says of its error: attributes for the control, and the sentence under it. */
export function useFieldError(path: string) {
  const text = useContext(Context).get(path);
  const id = `error-${path}`;
  return {
    attributes: text === undefined ? {} : { "aria-invalid": true as const, "aria-describedby": id },
    sentence: text === undefined ? null : <FieldError id={id} text={text} />,
  };
}

const FieldError = ({ id, text }: { id: string; text: string }) => (
  <p id={id} data-error data-state="DOWN" className="mt-1 text-sm text-state-ink">
    {text}
  </p>
);
