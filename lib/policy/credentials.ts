import { type PasswordWords, passwordFinder } from "./passwords";
import { type Finder, spansOf } from "./span";
import { VENDOR_TOKEN } from "./vendor-tokens";

const PEM = /(?<!-)-{2,} ?BEGIN[A-Z0-9 ]{0,40}|BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY/gi;
const USERINFO = /:\/\/[^\s/@:]{0,100}:[^\s/@]{1,200}@/g;
const NAMED_SECRET =
  "(?:pass(?:word|wd|phrase|code)|(?<![a-z])pass|pwd|secret|token|api[ _-]?key|access[ _-]?key|secret[ _-]?key|private[ _-]?key|client[ _-]?secret|credential)s?";
const ASSIGNED = new RegExp(
  `(?:${NAMED_SECRET}|session(?:[_-]?id)?|cookie|signature)["']? {0,2}=>? {0,2}\\S{1,200}`,
  "gi",
);
const STATED = new RegExp(`${NAMED_SECRET}["']?(?: {0,2}:| is| was) {0,2}(\\S{6,200})`, "gi");
const ENVIRONMENT = /(?<![A-Za-z0-9_])[A-Z][A-Z0-9]{0,60}(?:_[A-Z0-9]{1,60}){1,8}=\S{1,200}/g;
const BEARER = /(?<![A-Za-z])bearer [A-Za-z0-9._~+/=-]{8,2000}/gi;
const BASIC = /(?<![A-Za-z])basic ([A-Za-z0-9+/]{6,2000}={0,2})/gi;
const HEX = /(?<![A-Za-z0-9])[0-9a-f]{16,}(?![A-Za-z0-9])/gi;
const UUID = /(?<![A-Za-z0-9])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![A-Za-z0-9])/gi;
const LONG_TOKEN = /(?<![A-Za-z0-9_+/=-])[A-Za-z0-9_+/=-]{20,}/g;

/** Finds strings shaped like a key, a token, a password or another secret (§2.1). */
export function credentialFinder(words: PasswordWords): Finder {
  const findPasswords = passwordFinder(words);
  return (text) => [...findPasswords(text), ...findKeys(text)];
}

const findKeys: Finder = (text) => [
  ...spansOf(text, VENDOR_TOKEN),
  ...spansOf(text, PEM),
  ...spansOf(text, USERINFO),
  ...spansOf(text, ASSIGNED),
  ...spansOf(text, STATED, ([, value = ""]) => isMixed(value)),
  ...spansOf(text, ENVIRONMENT),
  ...spansOf(text, BEARER, ([match]) => /\d|[a-z][A-Z]/.test(match)),
  ...spansOf(text, BASIC, ([, value = ""]) => isUserAndPassword(value)),
  ...spansOf(text, HEX, ([match]) => match.length >= 32 || (/\d/.test(match) && /[a-f]/i.test(match))),
  ...spansOf(text, UUID),
  ...spansOf(text, LONG_TOKEN, ([match]) => isRandom(match)),
];

/** RFC 7617: the base64 of `user:password`. */
function isUserAndPassword(value: string): boolean {
  const bare = value.replaceAll("=", "");
  return bare.length % 4 !== 1 && /^[ -~]*:[ -~]*$/.test(atob(bare));
}

function isMixed(value: string): boolean {
  const bare = value.replace(/[.,;!?"')]+$/, "");
  return bare.length >= 6 && /[A-Za-z]/.test(bare) && /[0-9!@#$%^&*]/.test(bare);
}

function isRandom(token: string): boolean {
  if (!/\d/.test(token) || !/[A-Za-z]/.test(token)) return false;
  const unreadable = token.split(/[_+/=-]/).filter((part) => /\d[A-Za-z]|[A-Za-z]\d|[a-z][A-Z]/.test(part));
  const length = unreadable.reduce((sum, part) => sum + part.length, 0);
  return length >= 16 && bitsPerChar(unreadable.join("")) >= 3;
}

function bitsPerChar(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  return -[...counts.values()].reduce((sum, n) => sum + (n / text.length) * Math.log2(n / text.length), 0);
}
