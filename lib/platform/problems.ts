import { isTransient } from "@/db/client";
import { DatabaseHung } from "./bounded-db";

/** Every refusal that a caller can get: its status and its title. This is the only table. */
export const PROBLEMS = {
  malformed_json: [400, "The body is not JSON"],
  incomplete_body: [400, "The body broke off before its end"],
  malformed_form: [400, "The form can't be read, or names no action of this site; nothing was written"],
  malformed_delivery: [400, "The delivery contains no readable ticket"],
  credential_in_query: [400, "Credentials belong in a header, not in the URL"],
  unauthorized: [401, "No credential, or a wrong one"],
  foreign_origin: [403, "The request does not come from a page of this site"],
  not_found: [404, "There is nothing here"],
  not_enabled: [404, "This endpoint is not enabled"],
  unknown_surface: [404, "There is no surface with this id"],
  unknown_incident: [404, "There is no incident with this id"],
  unknown_alert: [404, "There is no open alert with this id"],
  unknown_window: [404, "There is no running or scheduled window with this id"],
  method_not_allowed: [405, "This endpoint does not support this method"],
  slow_body: [408, "The body took longer than 10 seconds to arrive"],
  request_id_used: [409, "This request_id was used for another action; send a new one"],
  changed_meanwhile: [409, "Another change was made first; review it and confirm again"],
  not_empty: [409, "The database is not empty; nothing was written"],
  body_too_large: [413, "The body is too large"],
  unsupported_media_type: [415, "The body must be application/json"],
  invalid_request: [422, "The request does not match its schema"],
  unusable_backup: [422, "This backup can't be restored"],
  copy_policy: [422, "The note breaks the note policy"],
  too_many_requests: [429, "Too many requests of this kind from your address; try again later"],
  busy: [503, "Too many concurrent writes; nothing was written"],
  not_configured: [503, "This endpoint is not configured"],
  unavailable: [
    503,
    "The service is temporarily unavailable; nothing was written, or it was written whole: send it again",
  ],
  internal_error: [500, "An unexpected error occurred on the server"],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemCode = keyof typeof PROBLEMS;

/** What is wrong with one part of the caller's input. */
export type Issue = { path: string; message: string; rule?: string; words?: string };

/** The one error that services throw and endpoints turn into a response; `detail` and `issues` are about the caller's input only. */
export class AppError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly detail?: string,
    readonly issues?: readonly Issue[],
    options?: { cause?: unknown; allow?: string; retryAfterS?: number; meanwhile?: readonly object[] },
  ) {
    super(detail ?? PROBLEMS[code][1], { cause: options?.cause });
    this.name = "AppError";
    this.allow = options?.allow;
    this.retryAfterS = options?.retryAfterS;
    this.meanwhile = options?.meanwhile;
  }
  readonly allow: string | undefined;
  readonly retryAfterS: number | undefined;
  /** The changes since the operator loaded the page; shown to operators only. */
  readonly meanwhile: readonly object[] | undefined;
}

/** The error for input that breaks its schema or a rule (422). */
export const invalidInput = (...issues: readonly Issue[]): AppError =>
  new AppError("invalid_request", undefined, issues);

/** Refuses times in the caller's input that are not after `now` (422). */
export function requireFuture(now: number, times: Record<string, number | null | undefined>): void {
  const past = Object.entries(times).filter(([, at]) => at && at <= now);
  if (past.length > 0) throw invalidInput(...past.map(([path]) => ({ path, message: "must be in the future" })));
}

/** Whether D1 failed or did not answer. A violated constraint is not such a failure but a fault of this code. */
export function isDatabaseFailure(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof DatabaseHung) return true;
    if (/^D1_\w*ERROR/.test(cause.message)) return !/constraint failed/i.test(cause.message);
  }
  return isTransient(error);
}

/** An error in the form that may be logged: without the values that were bound to a query, such as a note. */
export function loggable(thrown: unknown): { error: string; stack?: string; cause?: string } {
  const { message, stack, cause } = thrown instanceof Error ? thrown : new Error(String(thrown));
  return {
    error: withoutValues(message),
    stack: stack
      ?.split("\n")
      .filter((line) => /^\s+at .+:\d+:\d+\)?$/.test(line))
      .join("\n"),
    cause: cause instanceof Error ? withoutValues(cause.message) : undefined,
  };
}

const withoutValues = (message: string): string => message.replace(/\nparams: [\s\S]*$/, "");
