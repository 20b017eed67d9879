"use client";

import type { ReactNode } from "react";
import type { ActStep } from "@/lib/schemas/ops-form";
import { Problem } from "./problem";
import { useKeptAction } from "./use-kept-action";

type Props = {
  action: (before: ActStep, form: FormData) => Promise<ActStep>;
  fields: Readonly<Record<string, string>>;
  label: string;
  /** Idempotency key: an action that is sent twice is applied once. */
  requestId: string;
  /** Fields that the operator fills in. */
  children?: ReactNode;
};

/** A button for one operator action that the public does not see, with its result. */
export function ActButton({ action, fields, label, requestId: first, children }: Props) {
  const [{ result, problem, requestId }, submit, isPending] = useKeptAction<ActStep>(
    action,
    { result: null, problem: null, requestId: first },
    { keep: (before, _, refused) => ({ ...before, result: null, problem: refused }) },
  );
  return (
    <form action={submit} className="space-y-2">
      <input key={requestId} type="hidden" name="request_id" value={requestId} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <button type="submit" className="ops-quiet" disabled={isPending}>
        {isPending ? "Working …" : label}
      </button>
      <div role="status" className="text-sm wrap-anywhere">
        {result}
      </div>
      {problem && <Problem problem={problem} />}
    </form>
  );
}
