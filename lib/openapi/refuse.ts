import { type Issue, PROBLEMS, type ProblemCode } from "@/lib/errors";

/** What a refusal looks like, for an example. */
export function refusalOf(code: ProblemCode, detail?: string, issues?: readonly Issue[]) {
  const [status, title] = PROBLEMS[code];
  return { type: "about:blank", title, status, code, detail, issues };
}
