import { readText } from "@/lib/sources/read-text";
import { FailedPoll } from "./reading";

const USER_AGENT = "raxx-status-poller/1 (+https://status.raxx.app)";
const MAX_BYTES = 1024 * 1024;
const MAX_REDIRECTS = 2;

export type Body = { notModified: boolean; body: string; etag: string | null; lastModified: string | null };

type Options = { timeoutMs: number; validators: { etag: string | null; lastModified: string | null } | null };

/**
 * One GET of a partner's feed: conditional where validators are known, bounded in time and size, redirects on its own host only.
 * @throws FailedPoll `no_answer`, `refused` (any status but 200 and 304), `not_a_feed` (a page for people) or `too_large`
 */
export async function fetchBody(url: string, { timeoutMs, validators }: Options): Promise<Body> {
  const response = await request(new URL(url), AbortSignal.timeout(timeoutMs), validators);
  const etag = response.headers.get("ETag");
  const lastModified = response.headers.get("Last-Modified");
  const asked = validators !== null && (validators.etag !== null || validators.lastModified !== null);
  if (response.status === 304 && asked) return { notModified: true, body: "", etag, lastModified };
  const isPage = /^text\/html/i.test(response.headers.get("Content-Type") ?? "");
  if (response.status !== 200 || isPage) {
    await response.body?.cancel();
    throw new FailedPoll(isPage ? "not_a_feed" : "refused");
  }
  return { notModified: false, body: await readFeed(response), etag, lastModified };
}

async function request(url: URL, signal: AbortSignal, validators: Options["validators"]): Promise<Response> {
  const headers: Record<string, string> = {
    "User-Agent": USER_AGENT,
    Accept: "application/json, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1",
    ...(validators?.etag && { "If-None-Match": validators.etag }),
    ...(validators?.lastModified && { "If-Modified-Since": validators.lastModified }),
  };
  let at = url;
  for (let hop = 0; ; hop++) {
    const response = await fetch(at, { headers, signal, redirect: "manual" }).catch(() => {
      throw new FailedPoll("no_answer");
    });
    const location = response.status > 300 && response.status < 400 ? response.headers.get("Location") : null;
    const next = location !== null && URL.canParse(location, at.href) ? new URL(location, at) : null;
    if (next?.origin !== at.origin || hop === MAX_REDIRECTS) return response;
    await response.body?.cancel();
    at = next;
  }
}

async function readFeed(response: Response): Promise<string> {
  const text = await readText(response, MAX_BYTES).catch(() => {
    throw new FailedPoll("no_answer");
  });
  if (text === null) throw new FailedPoll("too_large");
  return text;
}
