import type { z } from "zod";
import { AppError, type Issue } from "@/lib/platform/problems";
import { TookTooLong, within } from "@/lib/platform/within";
import { isFormBody, parseForm } from "./form";

const JSON_BODY_LIMIT = 64 * 1024;

/** How long a client may take to send a body. */
const SEND_MS = 10_000;

/**
 * How much of an isolate's 128 MB the bodies that are being read may take together. A body of ordinary size is read all the
 * same, and so is a large one that is alone.
 */
const BYTES_IN_FLIGHT = 24 * 1024 * 1024;
let bytesInFlight = 0;

/** How much of a refused body is still read and dropped, and for how long: a client that is cut off while it sends never sees the refusal. */
const DROPPED_BYTES = 16 * 1024 * 1024;
const DROPPED_MS = 500;

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/**
 * The raw body up to `limitBytes`. Refused: a larger one (413), one that takes over 10 s (408) or breaks off (400), and a large
 * one while others take 24 MiB (503 with `Retry-After`).
 */
export async function readBytes(request: Request, limitBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("Content-Length") ?? 0) > limitBytes) throw tooLarge(limitBytes);
  const reader = request.body?.getReader();
  return reader ? readAll(reader, limitBytes) : new Uint8Array();
}

const tooLarge = (limitBytes: number) => new AppError("body_too_large", `at most ${limitBytes} bytes`);
const crowded = () => new AppError("busy", undefined, undefined, { retryAfterS: SEND_MS / 1000 });

async function readAll(reader: Reader, limitBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await within(SEND_MS, collect(reader, limitBytes));
  } catch (error) {
    if (error instanceof AppError) {
      await drop(reader);
      throw error;
    }
    await reader.cancel().catch(() => undefined);
    throw new AppError(error instanceof TookTooLong ? "slow_body" : "incomplete_body");
  }
}

async function collect(reader: Reader, limitBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: BlobPart[] = [];
  let size = 0;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      size += read.value.byteLength;
      bytesInFlight += read.value.byteLength;
      if (size > limitBytes) throw tooLarge(limitBytes);
      if (size > JSON_BODY_LIMIT && bytesInFlight > Math.max(size, BYTES_IN_FLIGHT)) throw crowded();
      chunks.push(read.value as BlobPart);
    }
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
  } finally {
    bytesInFlight -= size;
  }
}

/** Reads the rest of a body that the response left unread, within bounds; a client that has disconnected is ignored. */
export async function dropUnread({ method, body, bodyUsed }: Request): Promise<void> {
  if (method !== "GET" && method !== "HEAD" && body && !bodyUsed && !body.locked) await drop(body.getReader());
}

async function drop(reader: Reader): Promise<void> {
  await within(DROPPED_MS, readAway(reader)).catch(() => undefined);
  await reader.cancel().catch(() => undefined);
}

async function readAway(reader: Reader): Promise<void> {
  let left = DROPPED_BYTES;
  for (let read = await reader.read(); !read.done && left > 0; read = await reader.read())
    left -= read.value.byteLength;
}

/** Refuses a body whose media type is not JSON (415). */
export function expectJson(request: Request): void {
  const type = (request.headers.get("Content-Type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new AppError("unsupported_media_type");
}

/** Bytes → JSON (400 where they can't be parsed). */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new AppError("malformed_json");
  }
}

/** JSON → the schema's output (422 with a path per issue). */
export function parseWith<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid_request", undefined, parsed.error.issues.flatMap(toIssues));
}

/** A union's own message is not specific; that of the branch that matched best is. */
function toIssues(issue: z.core.$ZodIssue): Issue[] {
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const closest = issue.errors.reduce((a, b) => (depth(b) > depth(a) ? b : a));
    return closest.flatMap((inner) => toIssues({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue));
  }
  return [{ path: issue.path.join("."), message: issue.message }];
}

const depth = (issues: readonly z.core.$ZodIssue[]): number => Math.max(0, ...issues.map((issue) => issue.path.length));

/** All checks of a JSON body: media type, size, syntax, schema. */
export async function readJson<T extends z.ZodType>(
  request: Request,
  schema: T,
  limitBytes = JSON_BODY_LIMIT,
): Promise<z.output<T>> {
  expectJson(request);
  return parseWith(schema, parseJson(await readBytes(request, limitBytes)));
}

/** A form's fields, or the same as JSON; a link's token may be in the query, where a one-click unsubscription has it, and the body empty. */
export async function readFields<T extends z.ZodType>(request: Request, schema: T): Promise<z.output<T>> {
  const bytes = await readBytes(request, JSON_BODY_LIMIT);
  const fields = bytes.byteLength === 0 ? {} : await parseFields(request, bytes);
  const token = new URL(request.url).searchParams.get("token");
  const isObject = typeof fields === "object" && fields !== null && !Array.isArray(fields);
  return parseWith(schema, token !== null && isObject ? { token, ...fields } : fields);
}

async function parseFields(request: Request, bytes: Uint8Array<ArrayBuffer>): Promise<unknown> {
  if (isFormBody(request)) return parseForm(request, bytes);
  expectJson(request);
  return parseJson(bytes);
}

/** Parses fields from the body, the query, or both, where the body wins; both may be empty. */
export async function readOptionalJson<T extends z.ZodType>(request: Request, schema: T): Promise<z.output<T>> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const bytes = await readBytes(request, JSON_BODY_LIMIT);
  if (bytes.byteLength === 0) return parseWith(schema, query);
  expectJson(request);
  const body = parseJson(bytes);
  const named = typeof body === "object" && body !== null && !Array.isArray(body);
  return parseWith(schema, named ? { ...query, ...body } : body);
}
