import { type Finder, spansOf } from "./span";

const VENDOR_TOKEN = new RegExp(
  [
    "(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{4,200}",
    "whsec_[A-Za-z0-9]{8,200}",
    "(?:AKIA|ASIA)[0-9A-Z]{12,200}",
    "gh[oprsu]_[A-Za-z0-9]{16,200}",
    "github_pat_[A-Za-z0-9_]{16,200}",
    "glpat-[A-Za-z0-9_-]{16,200}",
    "xox[a-z]-[A-Za-z0-9-]{8,200}",
    "xapp-[A-Za-z0-9-]{8,200}",
    "AIza[A-Za-z0-9_-]{20,200}",
    "ya29\\.[A-Za-z0-9_-]{16,200}",
    "SG\\.[A-Za-z0-9_-]{16,200}",
    "npm_[A-Za-z0-9]{20,200}",
    "pypi-[A-Za-z0-9_-]{16,200}",
    "dop_v1_[a-f0-9]{16,200}",
    "shpat_[a-f0-9]{16,200}",
    "sk-[A-Za-z0-9_-]{16,200}",
    "hvs\\.[A-Za-z0-9_-]{16,200}",
    "st\\.[A-Za-z0-9]{8,200}\\.[A-Za-z0-9.]{8,200}",
    "HRKU-[A-Za-z0-9_-]{16,200}",
    "eyJ[A-Za-z0-9_-]{6,200}\\.[A-Za-z0-9_-]{6,200}(?:\\.[A-Za-z0-9_-]{0,2000})?",
    "ssh-(?:rsa|ed25519) [A-Za-z0-9+/=]{16,200}",
  ]
    .map((token) => `(?:${token})`)
    .join("|")
    .replace(/^/, "(?<![A-Za-z0-9])(?:")
    .replace(/$/, ")"),
  "g",
);
const PEM = /-----BEGIN[A-Z0-9 ]{0,40}/gi;
const USERINFO = /:\/\/[^\s/@:]{0,100}:[^\s/@]{1,200}@/g;
const NAMED_SECRET =
  "(?:pass(?:word|wd|phrase|code)|(?<![a-z])pass|pwd|secret|token|api[ _-]?key|access[ _-]?key|secret[ _-]?key|private[ _-]?key|client[ _-]?secret|credential)s?";
const ASSIGNED = new RegExp(
  `(?:${NAMED_SECRET}|session(?:[_-]?id)?|cookie|signature)["']? {0,2}=>? {0,2}\\S{1,200}`,
  "gi",
);
const STATED = new RegExp(`${NAMED_SECRET}["']?(?: {0,2}:| is| was) {0,2}(\\S{6,200})`, "gi");
const AUTHORIZATION = /(?<![A-Za-z])(?:bearer|basic) [A-Za-z0-9._~+/=-]{8,2000}/gi;
const HEX = /(?<![A-Za-z0-9])[0-9a-f]{32,}(?![A-Za-z0-9])/gi;
const UUID = /(?<![A-Za-z0-9])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![A-Za-z0-9])/gi;
const LONG_TOKEN = /(?<![A-Za-z0-9_+/=-])[A-Za-z0-9_+/=-]{20,}/g;

/** Finds strings shaped like a key, a token, a password or another secret (§2.1). */
export const findCredentials: Finder = (text) => [
  ...spansOf(text, VENDOR_TOKEN),
  ...spansOf(text, PEM),
  ...spansOf(text, USERINFO),
  ...spansOf(text, ASSIGNED),
  ...spansOf(text, STATED, ([, value = ""]) => isMixed(value)),
  ...spansOf(text, AUTHORIZATION, ([match]) => /\d|[a-z][A-Z]/.test(match)),
  ...spansOf(text, HEX),
  ...spansOf(text, UUID),
  ...spansOf(text, LONG_TOKEN, ([match]) => isRandom(match)),
];

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
