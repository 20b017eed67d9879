/** The seconds that a `Retry-After` wishes for: a number, or a date, which is read against the answer's own `Date`. */
export function readRetryAfter(headers: Headers): number | undefined {
  const wish = headers.get("Retry-After")?.trim() ?? "";
  const seconds = /^\d+$/.test(wish)
    ? Number(wish)
    : Math.ceil((Date.parse(wish) - Date.parse(headers.get("Date") ?? "")) / 1_000);
  return seconds > 0 ? seconds : undefined;
}
