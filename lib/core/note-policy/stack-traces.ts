import { type Finder, findSpans, matchAny } from "./span";

const CODE = "(?:py|js|mjs|cjs|jsx|ts|tsx|java|kt|scala|rb|go|rs|php|cs|cpp|c|swift|ex|exs|sql|sh|vue)";

/** Exceptions, qualified names, source lines, frames, paths, addresses, error codes, statements, relations. */
const PATTERNS = [
  /(?<![\p{L}\p{N}])(?<!(?:raises?|reports?) (?:an? )?)[A-Z][A-Za-z0-9]{2,60}(?:Error|Exception|Rejection(?:Warning)?)(?![a-z])/gu,
  /(?<![\p{L}\p{N}])[A-Z][A-Za-z0-9]{2,60}(?:Error|Exception|Rejection(?:Warning)?)(?=[(:])/gu,
  /(?<![\w.])(?:[a-z_][a-z0-9_]{1,40}\.){2,8}[A-Z][A-Za-z0-9]{2,60}/g,
  new RegExp(`(?<![\\w$./\\\\-])[\\w$./\\\\-]{1,200}\\.${CODE}(?::\\d{1,7}|\\(\\d{1,7}\\)|["']?,? line \\d{1,7})`, "g"),
  /(?<!\p{L})at (?:async |new )?[\w$.<>]{1,120} ?\((?:index \d{1,7}|native(?: code)?|<anonymous>)\)/gu,
  /(?<![\w.:/~-])\/(?:home|usr|var|etc|opt|srv|root|tmp|mnt|proc|Users|workspace)\/[\w.@/-]{1,200}/g,
  new RegExp(
    `(?<![\\w./-])(?:\\.{0,2}/|(?:src|lib|dist|build|node_modules|packages|bin|tests?)/)[\\w.@/-]{1,200}\\.${CODE}(?!\\w)`,
    "g",
  ),
  /(?<![A-Za-z])[A-Za-z]:\\[^\s]{1,200}/g,
  /(?<!\w)0x[0-9a-f]{6,64}/gi,
  /(?<![A-Za-z0-9_])(?:E(?:CONNREFUSED|CONNRESET|CONNABORTED|TIMEDOUT|NOTFOUND|PIPE|AI_AGAIN|HOSTUNREACH|NETUNREACH|ADDRINUSE|ACCES|NOENT|MFILE)|SIG(?:SEGV|KILL|TERM|ABRT|BUS|ILL|FPE)|SQLITE_[A-Z_]{2,40}|ERR_[A-Z_]{2,40}|D1_ERROR|SQLSTATE|ORA-\d{4,5}|PLS-\d{4,5}|[Ee]rrno \d{1,5})(?![a-z])/g,
  /(?<![A-Za-z])(?:SELECT [^;]{1,120}? FROM \w|INSERT INTO \w|UPDATE [\w."]{1,80} SET \w|DELETE FROM \w|(?:CREATE|ALTER|DROP|TRUNCATE) TABLE)/g,
  /(?:relation|column|table|constraint|index) ["'][\w.]{1,80}["'] (?:does not exist|already exists)/gi,
];

/** Finds program errors: exceptions, frames, paths, error codes and statements (contract §6.2). */
export function stackTraceFinder(phrases: readonly string[]): Finder {
  const said = new RegExp(`(?<![A-Za-z])(?:${matchAny(phrases, " ")})`, "gi");
  const patterns = [...PATTERNS, said];
  return (text) => patterns.flatMap((pattern) => findSpans(text, pattern));
}
