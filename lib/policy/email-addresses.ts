import { isIpv4 } from "./host-names";
import { type Finder, type Span, spansOf } from "./span";
import { AT, AT_WORD, DOT, DOT_AS_WORD, readAddress } from "./spelled-out";

const ADDRESS = /[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}|[\p{L}\p{N}.-]{1,100})/gu;

const LOCAL = "(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}";
const LABEL = "[A-Za-z0-9-]{1,63}";
const LAST_LABEL = "[A-Za-z]{2,24}(?![A-Za-z0-9-])";
const SPELLED_OUT = [
  new RegExp(`${LOCAL}${AT}${LABEL}(?:${DOT}${LABEL}){0,6}${DOT}${LAST_LABEL}`, "gi"),
  new RegExp(`${LOCAL}${AT_WORD}${LABEL}(?:${DOT_AS_WORD}${LABEL}){0,6}${DOT_AS_WORD}${LAST_LABEL}`, "gi"),
];

/** Finds mail addresses other than the public ones, also with their signs written out. */
export function emailAddressFinder(publicAddresses: readonly string[]): Finder {
  const allowed = new Set(publicAddresses.map((address) => address.toLowerCase()));
  const isForeign = (address: string) => !allowed.has(address.toLowerCase());
  return (text) => [
    ...spansOf(text, ADDRESS, ([address]) => isForeign(address) && !isPrice(address)),
    ...SPELLED_OUT.flatMap((pattern) => spansOf(text, pattern, ([match]) => isForeign(readAddress(match)))),
  ];
}

/** A quantity at a price: "100@182.50", "BTC@62k". */
function isPrice(address: string): boolean {
  const domain = address.slice(address.indexOf("@") + 1);
  return /^\d/.test(domain) && !isIpv4(domain) && !/\.\p{L}/u.test(domain);
}

/** Where any mail address stands, public or not. */
export function addressSpans(text: string): Span[] {
  return spansOf(text, ADDRESS);
}
