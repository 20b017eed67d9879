/** How long a rebuild that differs only in its own time keeps the bytes before it. */
const KEEP_BYTES_MS = 60_000;

/**
 * A strong ETag that names the bytes: a hash of the content without its own time, and that time. So a rebuild can tell,
 * without having kept anything, that the copy which a caller holds differs from it in `generated_at` alone. What does not
 * say when it was made has no time in its tag: equal bytes, equal tags, however long ago.
 */
export async function entityTag(content: string, generatedAt?: number): Promise<string> {
  const hash = [...(await sha256(content)).subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return generatedAt === undefined ? `"${hash}"` : `"${hash}-${generatedAt.toString(36)}"`;
}

/** Whether what was last modified then is no news to a caller who asks `If-Modified-Since` (RFC 9110 §13.1.3). */
export function isUnmodified(lastModified: string | null, ifModifiedSince: string | null): boolean {
  return Date.parse(lastModified ?? "") <= Date.parse(ifModifiedSince ?? "");
}

/** The tag of the caller's copy, if it still says the same and is under 60 s old: 304 then, and the copy's bytes stand. */
export function findValidTag(ifNoneMatch: string | null, current: string, now: number): string | null {
  const [hash] = current.split("-");
  for (const tag of parseTags(ifNoneMatch)) {
    const [itsHash, itsTime] = tag.split("-");
    const age = now - Number.parseInt(itsTime ?? "", 36);
    if (tag === current || (itsHash === hash && age >= 0 && age < KEEP_BYTES_MS)) return tag;
  }
  return null;
}

/** The tags of an `If-None-Match`; weak ones compare as strong ones do (RFC 9110 §13.1.2). */
export const parseTags = (ifNoneMatch: string | null): string[] =>
  (ifNoneMatch ?? "")
    .split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""))
    .filter(Boolean);

export const sha256 = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
