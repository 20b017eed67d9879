type BoundedRequest = Omit<RequestInit, "headers" | "redirect" | "signal"> & {
  headers?: Record<string, string>;
  /** Aborts the request and the reading of its body. */
  signal: AbortSignal;
  userAgent?: string;
  /** How many redirects are followed, on the URL's own origin only. */
  redirects?: number;
};

/** A request with a time limit and our `User-Agent` that never follows a redirect to another origin. */
export async function boundedFetch(
  url: string,
  { userAgent = "raxx-status", redirects = 0, ...init }: BoundedRequest,
): Promise<Response> {
  const headers = { ...init.headers, "User-Agent": userAgent };
  let at = new URL(url);
  for (let hop = 0; ; hop++) {
    const response = await fetch(at, { ...init, headers, redirect: "manual" });
    const next = redirectTarget(response, at.href);
    if (next?.origin !== at.origin || hop === redirects) return response;
    await response.body?.cancel();
    at = next;
  }
}

/** Where a response redirects to, or null where it does not. */
export function redirectTarget({ status, headers }: Response, from: string): URL | null {
  const location = status >= 300 && status < 400 ? headers.get("Location") : null;
  return location !== null && URL.canParse(location, from) ? new URL(location, from) : null;
}

/** A body's bytes, or null once they exceed the limit; the rest is not read then. */
export async function readBytes({ body }: Response, maxBytes: number): Promise<Uint8Array | null> {
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      return null;
    }
    chunks.push(read.value);
  }
  return new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}

/** A body as UTF-8, or null once it exceeds the limit. */
export async function readText(response: Response, maxBytes: number): Promise<string | null> {
  const bytes = await readBytes(response, maxBytes);
  return bytes && new TextDecoder().decode(bytes);
}
