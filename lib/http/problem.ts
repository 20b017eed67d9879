import { AppError, PROBLEMS } from "@/lib/errors";

/** The one error envelope: `application/problem+json` with a stable `code`, and nothing about us. */
export function problem(error: AppError, headers: HeadersInit = {}): Response {
  const [status, title] = PROBLEMS[error.code];
  const { code, detail, issues, meanwhile } = error;
  const body = { type: "about:blank", title, status, code, detail, issues, meanwhile };
  const response = new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store" },
  });
  for (const [name, value] of new Headers(headers)) response.headers.set(name, value);
  if (error.allow) response.headers.set("Allow", error.allow);
  if (error.retryAfterS) response.headers.set("Retry-After", String(error.retryAfterS));
  if (status === 401) response.headers.set("WWW-Authenticate", 'Token realm="status"');
  return response;
}

/** Any thrown thing as an `AppError`; what is not one of ours says only that it happened. */
export const asAppError = (error: unknown): AppError =>
  error instanceof AppError ? error : new AppError("internal_error", undefined, undefined, { cause: error });
