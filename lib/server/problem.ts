import { AppError, isDatabaseFailure, PROBLEMS } from "@/lib/platform/errors";

/** The one error envelope: `application/problem+json` with a stable `code`, and nothing about us. */
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

/** Whoever writes while D1 is gone is asked to come back. */
const RETRY_AFTER_S = 5;

/** Any thrown thing as an `AppError`; what is not one of ours says only that it happened, or that D1 is gone. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isDatabaseFailure(error))
    return new AppError("unavailable", undefined, undefined, { cause: error, retryAfterS: RETRY_AFTER_S });
  return new AppError("internal_error", undefined, undefined, { cause: error });
}

/** A refusal that the framework made in words of its own, said in ours; what we say ourselves is JSON or a page. */
export function toOwnProblem({ method }: Request, response: Response): Response {
  const type = response.headers.get("Content-Type") ?? "";
  const isRead = method === "GET" || method === "HEAD";
  if (response.status < 400 || (isRead && type.startsWith("text/html")) || /json/.test(type)) return response;
  if (response.status >= 500) return problem(new AppError("internal_error"));
  if (response.status === 404 || isRead) return problem(new AppError("not_found"));
  const allow = response.headers.get("Allow") ?? "GET, HEAD";
  return problem(new AppError("method_not_allowed", undefined, undefined, { allow }));
}
