import type { TestServer } from "./server";

/** An answer, read to its end; `body` is its JSON, or null. */
export type Answer<T> = { status: number; headers: Headers; text: string; body: T };

/** What a refusal says (RFC 9457, with our stable `code`). */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  issues?: { path: string; message: string; rule?: string; words?: string }[];
};

/** One request to the server; redirects are not followed. */
export async function request<T = Problem>(server: TestServer, path: string, init: RequestInit = {}) {
  const response = await fetch(`${server.url}${path}`, { redirect: "manual", ...init });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: readJson<T>(text) } satisfies Answer<T>;
}

export const get = <T>(server: TestServer, path: string, headers: HeadersInit = {}) =>
  request<T>(server, path, { headers });

/** A GET that goes on to where it is sent, once. */
export async function follow<T>(server: TestServer, path: string, headers: HeadersInit = {}) {
  const answer = await get<T>(server, path, headers);
  const location = answer.headers.get("Location");
  return location === null ? answer : get<T>(server, location, headers);
}

/** A POST of JSON; a body that is text or bytes already is sent as it is. */
export function post<T>(server: TestServer, path: string, body: unknown, headers: Record<string, string> = {}) {
  const raw = typeof body === "string" || body instanceof Uint8Array;
  return request<T>(server, path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: (raw ? body : JSON.stringify(body)) as BodyInit,
  });
}

function readJson<T>(text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    return null as T;
  }
}

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until the clock has passed an instant, by a little more than a millisecond's rounding. */
export const sleepUntil = (atMs: number) => sleep(Math.max(0, atMs - Date.now() + 30));

/** An instant as callers write it. */
export const iso = (ms: number): string => new Date(ms).toISOString();
