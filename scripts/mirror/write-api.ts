import * as z from "zod";
import { boundedFetch, readText } from "../../lib/integrations/bounded-fetch";

const TIMEOUT_MS = 15_000;
const MAX_BYTES = 256 * 1024;

/** What the write API made of a request. `silent`: it is not known to have arrived, so it is sent again, under the same id. */
export type Written = { kind: "done" } | { kind: "refused"; why: string } | { kind: "silent"; why: string };

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
    if (!problem.success || status >= 500 || status === 429) return { kind: "silent", why: `it answered ${status}` };
    const issues = problem.data.issues?.map((issue) => `${issue.path} ${issue.message}`) ?? [];
    return { kind: "refused", why: [problem.data.code, ...issues].join(": ") };
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
