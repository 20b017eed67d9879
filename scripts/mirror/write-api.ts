import * as z from "zod";
import { boundedFetch, readText } from "../../lib/integrations/bounded-fetch";
import type { ProblemCode } from "../../lib/platform/problems";

const TIMEOUT_MS = 15_000;
const MAX_BYTES = 256 * 1024;

/**
 * What the write API made of a request. `refused`: it judged the write itself, so sending it again is no use. `turned_away`: it did not look
 * at the write, as with a token that has ended. `silent`: the write is not known to have arrived. The last two are sent again, under the same id.
 */
export type Written =
  | { kind: "done" }
  | { kind: "refused"; why: string }
  | { kind: "turned_away"; code: string; why: string }
  | { kind: "silent"; why: string };

/** The problems that are about the write itself. */
const ABOUT_THE_WRITE: readonly string[] = [
  "invalid_request",
  "copy_policy",
  "unknown_surface",
  "request_id_used",
] satisfies ProblemCode[];

/** Statuses by which the API asks to be asked again. */
const AGAIN = [408, 429];

const Problem = z.looseObject({
  code: z.string(),
  issues: z.array(z.looseObject({ path: z.string(), message: z.string() })).optional(),
});

/** Sends a write to the internal API by its token. What is not its own answer counts as silence, an error page of the host's among it. */
export async function sendWrite(
  source: string,
  path: string,
  { token, body }: { token: string; body: object },
): Promise<Written> {
  try {
    const response = await boundedFetch(`${source}/api/internal/status/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Internal-Status-Token": token },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      userAgent: "raxx-status-mirror/1",
    });
    const { status } = response;
    const answer = parse((await readText(response, MAX_BYTES)) ?? "");
    if (
      status === 200 &&
      z
        .looseObject({ surfaces: z.array(z.unknown()) })
        .or(z.looseObject({ surface: z.unknown() }))
        .safeParse(answer).success
    )
      return { kind: "done" };
    const problem = Problem.safeParse(answer);
    if (!problem.success || status < 400 || status >= 500 || AGAIN.includes(status))
      return { kind: "silent", why: `it answered ${status}` };
    const { code, issues = [] } = problem.data;
    const why = [code, ...issues.map((issue) => `${issue.path} ${issue.message}`)].join(": ");
    return ABOUT_THE_WRITE.includes(code) ? { kind: "refused", why } : { kind: "turned_away", code, why };
  } catch (error) {
    return { kind: "silent", why: (error as Error).message.slice(0, 100) };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
