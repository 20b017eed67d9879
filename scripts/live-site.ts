import type * as z from "zod";
import { parseJson } from "./run";
import { PlainError } from "./terminal";

/** A live site's response with its body as text. */
export type LiveAnswer = { status: number; headers: Headers; text: string };

const TIMEOUT_MS = 20_000;

/** Headers for a site behind Cloudflare Access: the environment's service token, if it is set. */
export function accessHeaders(): Record<string, string> {
  const { CF_ACCESS_CLIENT_ID: id, CF_ACCESS_CLIENT_SECRET: secret } = process.env;
  return id && secret ? { "CF-Access-Client-Id": id, "CF-Access-Client-Secret": secret } : {};
}

/** A path as it may be printed: behind the webhook's own it is a secret. */
const printable = (path: string): string => path.replace(/(?<=\/webhooks\/freescout\/).+/, "(its token)");

/** One request to a live site; no response, or a challenge by Cloudflare instead of the site's, is a PlainError. */
export async function requestSite(url: string, path: string, init: RequestInit = {}): Promise<LiveAnswer> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const headers = { ...accessHeaders(), ...(init.headers as Record<string, string>) };
  const response = await fetch(`${url}${path}`, { redirect: "manual", signal, ...init, headers }).catch(
    (error: Error) => {
      throw new PlainError(
        `${printable(path)}: no response (${(error.cause as Error | undefined)?.message ?? error.message})`,
      );
    },
  );
  if (response.headers.get("cf-mitigated") === "challenge")
    throw new PlainError(`${printable(path)}: Cloudflare sent a challenge; turn Bot Fight Mode off for the zone`);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** A response's JSON by its schema; a PlainError names the field that does not match. */
export function readAnswer<T>(answer: LiveAnswer, schema: z.ZodType<T>): T {
  const read = schema.safeParse(parseJson(answer.text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new PlainError(
    `answered ${answer.status} with an unexpected body: ${issue?.path.join(".") || "body"}: ${issue?.message}`,
  );
}

/** A site's URL without its trailing slash. */
export function readSiteUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new PlainError(`"${text}" is not a site's URL, such as https://status.raxx.app.`);
  return text.replace(/\/+$/, "");
}
