import { type AppError, PROBLEMS } from "@/lib/errors";
import type { OpsAuditRow } from "@/lib/schemas/ops";
import type { OpsProblem } from "@/lib/schemas/ops-form";
import { asAppError } from "./problem";

/** A refusal in the form of the page that asked: the page says it, and what was typed is kept. */
export async function attempt<T>(
  work: () => Promise<T>,
  refused: (problem: OpsProblem, error: AppError) => T | Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const error = asAppError(thrown);
    if (error.code === "internal_error") throw thrown;
    return refused(problemOf(error), error);
  }
}

const problemOf = ({ code, detail, issues, meanwhile }: AppError): OpsProblem => ({
  code,
  title: detail ?? PROBLEMS[code][1],
  issues: [...(issues ?? [])],
  meanwhile: [...((meanwhile ?? []) as OpsAuditRow[])],
});
