import * as z from "zod";
import { SeedResult } from "../lib/schemas/internal";
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

const TOKEN_HEADER = "X-Internal-Status-Token";
const API = "/api/internal/status";

const Surfaces = z.object({ surfaces: z.array(z.object({ id: z.string() })) });

/** What became of each surface of the live site's registry, in its order. */
export type Seeded = { id: string; isNew: boolean }[];

/** Inserts the live registry's missing rows (runbook §6). Rows that are there are never touched, so it may be run at any time. */
export async function seedSite(url: string, token: string): Promise<Seeded> {
  const ask = async <T>(path: string, method: string, schema: z.ZodType<T>): Promise<T> => {
    const answer = await askSite(url, `${API}/${path}`, { method, headers: { [TOKEN_HEADER]: token } });
    if (answer.status === 200) return readAnswer(answer, schema);
    throw new PlainError(`${path} answered ${answer.status}: ${REASONS[answer.status] ?? answer.text.slice(0, 300)}`);
  };
  const { inserted } = await ask("seed", "POST", SeedResult);
  const { surfaces } = await ask("snapshot", "GET", Surfaces);
  return surfaces.map(({ id }) => ({ id, isNew: inserted.includes(id) }));
}

const REASONS: Record<number, string> = {
  401: "this is not its STATUS_INTERNAL_WRITE_TOKEN",
  404: "there is no such door; is this the status page's own address?",
  503: "it has no STATUS_INTERNAL_WRITE_TOKEN, or its database does not answer",
};

/** One line a surface, and the sum. */
export function describeSeeded(seeded: Seeded): string {
  const width = Math.max(0, ...seeded.map(({ id }) => id.length));
  const lines = seeded.map(({ id, isNew }) => `  ${id.padEnd(width)}  ${isNew ? "inserted" : "already there"}`);
  const inserted = seeded.filter(({ isNew }) => isNew).length;
  return [...lines, `${inserted} inserted, ${seeded.length - inserted} already there`].join("\n");
}
