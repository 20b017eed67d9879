import type { Answer, Edge } from "../../support/edge";

/** One request; `query` is put behind the rule's own path. */
type Step = { method?: string; headers?: Record<string, string>; query?: string; afterMs?: number };
type Outcome = {
  status: number;
  cache: string | null;
  body: string;
  headers: Record<string, string>;
  /** What the origin was asked on the way: method and conditional header of each request. */
  asked: { method: string; etag?: string; range?: string }[];
};
/** `lacks` names headers that must not be there. */
type Check = Step & { expects: Partial<Outcome> | Record<string, unknown>; lacks?: string[] };
/** What the cache must do, and the page of Cloudflare's documentation (under /workers/cache/) that says so. */
export type Rule = {
  source: string;
  says: string;
  answers: Answer[];
  steps: Check[];
};

export const MAX_AGE = { "Cache-Control": "public, max-age=60" };
export const HIT = { cache: "HIT", asked: [] };
export const MISS = { cache: "MISS", asked: [{ method: "GET" }] };
export const BYPASS = { cache: "BYPASS", asked: [{ method: "GET" }] };
export const twice = (expects: object, step: Step = {}) => [
  { ...step, expects },
  { ...step, expects },
];

export async function ask(
  edge: Edge,
  path: string,
  { method, headers, query = "", afterMs = 0 }: Step,
): Promise<Outcome> {
  if (afterMs) await new Promise((resolve) => setTimeout(resolve, afterMs));
  const url = edge.url + path + query;
  const answer = await fetch(url, { method, headers, redirect: "manual" });
  const body = await answer.text();
  await new Promise((resolve) => setTimeout(resolve, 30)); // a refresh in the background
  const asked = (await edge.seen()).map((seen) => ({
    method: seen.method,
    ...(seen.headers["if-none-match"] && { etag: seen.headers["if-none-match"] }),
    ...(seen.headers.range && { range: seen.headers.range }),
  }));
  return {
    status: answer.status,
    cache: answer.headers.get("CF-Cache-Status"),
    body,
    headers: Object.fromEntries(answer.headers),
    asked,
  };
}
