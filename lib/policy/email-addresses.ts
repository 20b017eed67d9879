import { type Finder, type Span, spansOf } from "./span";

const ADDRESS = /[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}|[\p{L}\p{N}.-]{1,100})/gu;

/** Finds mail addresses other than the public ones. */
export function emailAddressFinder(publicAddresses: readonly string[]): Finder {
  const allowed = new Set(publicAddresses.map((address) => address.toLowerCase()));
  return (text) => spansOf(text, ADDRESS, ([address]) => !allowed.has(address.toLowerCase()));
}

/** Where any mail address stands, public or not. */
export function addressSpans(text: string): Span[] {
  return spansOf(text, ADDRESS);
}
