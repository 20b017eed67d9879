import type * as z from "zod";
import { parseJson } from "./run";
import { PlainError } from "./terminal";

/** An answer of a live site, read to its end. */
export type LiveAnswer = { status: number; headers: Headers; text: string };

const TIMEOUT_MS = 20_000;

/** What opens a site behind Cloudflare Access: a service token of the environment, where there is one. */
export function accessHeaders(): Record<string, string> {
  const { CF_ACCESS_CLIENT_ID: id, CF_ACCESS_CLIENT_SECRET: secret } = process.env;
  return id && secret ? { "CF-Access-Client-Id": id, "CF-Access-Client-Secret": secret } : {};
}

/** One request to a live site; no answer, and one by a stranger in front of it, are PlainErrors. */
export async function askSite(url: string, path: string, init: RequestInit = {}): Promise<LiveAnswer> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const headers = { ...accessHeaders(), ...(init.headers as Record<string, string>) };
  const response = await fetch(`${url}${path}`, { redirect: "manual", signal, ...init, headers }).catch(
    (error: Error) => {
      throw new PlainError(`${path}: no answer (${(error.cause as Error | undefined)?.message ?? error.message})`);
    },
  );
  if (response.headers.get("cf-mitigated") === "challenge")
    throw new PlainError(`${path}: a challenge answered instead of us; turn Bot Fight Mode off for the zone`);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The JSON of an answer by its schema; else a PlainError that says what did not fit. */
export function readAnswer<T>(answer: LiveAnswer, schema: z.ZodType<T>): T {
  const read = schema.safeParse(parseJson(answer.text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new PlainError(
    `answered ${answer.status} in another shape: ${issue?.path.join(".") || "body"}: ${issue?.message}`,
  );
}

/** A site's address without a slash at its end. */
export function readSiteUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new PlainError(`"${text}" is no address of a site; https://status.raxx.app is one.`);
  return text.replace(/\/+$/, "");
}
