/** How long a rebuild that differs only in its own time keeps its ETag. */
const KEEP_BYTES_MS = 60_000;

/**
 * A strong ETag that names the bytes: a hash of the content without its own time, and that time. So a rebuild can tell,
 * without any stored state, that the client's cached response differs from it in `generated_at` alone. A body that does not
 * say when it was built has no time in its tag: equal bytes, equal tags, at any age.
 */
export async function entityTag(content: string, generatedAt?: number): Promise<string> {
  const hash = [...(await sha256(content)).subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return generatedAt === undefined ? `"${hash}"` : `"${hash}-${generatedAt.toString(36)}"`;
}

/** Whether a document is unmodified since the client's `If-Modified-Since` (RFC 9110 §13.1.3). */
export function isUnmodified(lastModified: string | null, ifModifiedSince: string | null): boolean {
  return Date.parse(lastModified ?? "") <= Date.parse(ifModifiedSince ?? "");
}

/** An ETag of ours with a time in it: any other is never sent back. */
const TIMED = /^"[0-9a-f]{24}-([0-9a-z]{1,12})"$/;

/** How much of an `If-None-Match` is read. */
const HEADER_MAX = 4096;

/** The client's ETag, if its content is the same and it is under 60 s old: the response is then 304, and the client keeps its bytes. */
export function findValidTag(ifNoneMatch: string | null, current: string, now: number): string | null {
  const [hash] = current.split("-");
  for (const tag of parseTags(ifNoneMatch)) {
    if (tag === current) return tag;
    const age = now - Number.parseInt(TIMED.exec(tag)?.[1] ?? "", 36);
    if (tag.startsWith(`${hash}-`) && age >= 0 && age < KEEP_BYTES_MS) return tag;
  }
  return null;
}

/** The tags in an `If-None-Match`; weak ones compare like strong ones (RFC 9110 §13.1.2). */
export const parseTags = (ifNoneMatch: string | null): string[] =>
  (ifNoneMatch ?? "")
    .slice(0, HEADER_MAX)
    .split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""))
    .filter(Boolean);

export const sha256 = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
