import { AppError, isDatabaseFailure, PROBLEMS } from "@/lib/platform/problems";

/** The one error envelope: `application/problem+json` with a stable `code`, and no internals. */
export function problem(error: AppError): Response {
  const [status, title] = PROBLEMS[error.code];
  const { code, detail, issues, meanwhile } = error;
  const body = { type: "about:blank", title, status, code, detail, issues, meanwhile };
  const response = new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store" },
  });
  if (error.allow) response.headers.set("Allow", error.allow);
  if (error.retryAfterS) response.headers.set("Retry-After", String(error.retryAfterS));
  if (status === 401) response.headers.set("WWW-Authenticate", 'Token realm="status"');
  return response;
}

/** How long a client should wait before it repeats a write that failed because D1 was down. */
const RETRY_AFTER_S = 5;

/** Any thrown value as an `AppError`; a foreign one becomes `internal_error`, or `unavailable` where D1 failed. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isDatabaseFailure(error))
    return new AppError("unavailable", undefined, undefined, { cause: error, retryAfterS: RETRY_AFTER_S });
  return new AppError("internal_error", undefined, undefined, { cause: error });
}

/** Replaces the framework's own refusals by problem+json; JSON and pages are left as they are. */
export function toOwnProblem({ method }: Request, response: Response): Response {
  const type = response.headers.get("Content-Type") ?? "";
  const isRead = method === "GET" || method === "HEAD";
  if (response.status < 400 || (isRead && type.startsWith("text/html")) || /json/.test(type)) return response;
  if (response.headers.has(UNKNOWN_ACTION)) return refuseUnknownAction();
  if (response.status >= 500) return problem(new AppError("internal_error"));
  if (response.status === 404 || isRead) return problem(new AppError("not_found"));
  const allow = response.headers.get("Allow") ?? "GET, HEAD";
  return problem(new AppError("method_not_allowed", undefined, undefined, { allow }));
}

/** By which Next's browser code knows that the server action of an operator's form is of another deployment. */
const UNKNOWN_ACTION = "x-nextjs-action-not-found";

/** A form whose action this deployment does not know; without scripts an operator reads this, and goes back to what was typed. */
function refuseUnknownAction(): Response {
  const detail =
    "the site was deployed after this form was loaded; nothing was written. Go back, copy what you typed, and reload";
  const response = problem(new AppError("changed_meanwhile", detail));
  response.headers.set(UNKNOWN_ACTION, "1");
  return response;
}
