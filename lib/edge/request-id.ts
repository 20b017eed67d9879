export const REQUEST_ID = "X-Request-Id";

/** A caller's own name for a request is taken only where it can carry nothing else. */
const SAFE = /^[A-Za-z0-9-]{8,64}$/;

/** The name of a request in its answer and in our log: the caller's own where it is safe, else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get(REQUEST_ID);
  return given !== null && SAFE.test(given) ? given : crypto.randomUUID();
}
