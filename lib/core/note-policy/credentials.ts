import { foldText } from "./fold";
import { type Finder, findSpans, matchAny, toLowerCaseSameLength } from "./span";

const PREFIXED = [
  "(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{4,200}",
  "whsec_[A-Za-z0-9]{8,200}",
  "(?:AKIA|ASIA)[0-9A-Z]{12,200}",
  "(?:PK|AK|CK)[0-9A-Z]{18}",
  "gh[oprsu]_[A-Za-z0-9]{16,200}",
  "github_pat_[A-Za-z0-9_]{16,200}",
  "gl(?:pat|dt|rt|cbt)-[A-Za-z0-9_-]{16,200}",
  "xox[a-z]-[A-Za-z0-9-]{8,200}",
  "xapp-[A-Za-z0-9-]{8,200}",
  "AIza[A-Za-z0-9_-]{20,200}",
  "ya29\\.[A-Za-z0-9_-]{16,200}",
  "GOCSPX-[A-Za-z0-9_-]{16,200}",
  "SG\\.[A-Za-z0-9_-]{16,200}",
  "(?:npm|hf|dckr_pat|dckr_oat|lin_api|rubygems|figd|gsk|phc|phx|sbp|vercel|rnd|fly|pul|tfp|ntn|secret)_[A-Za-z0-9_]{16,200}",
  "sntry[su]_[A-Za-z0-9_.=-]{16,200}",
  "pypi-[A-Za-z0-9_-]{16,200}",
  "do[opr]_v1_[a-f0-9]{16,200}",
  "shp(?:at|ca|pa|ss)_[a-f0-9]{16,200}",
  "sk-[A-Za-z0-9_-]{16,200}",
  "(?:xai|nvapi|pat|key|sq0[a-z]{3}|PMAK|NRAK|HRKU|CCIPAT)-[A-Za-z0-9_-]{16,200}",
  "AGE-SECRET-KEY-[A-Z0-9]{8,200}",
  "hv[sbr]\\.[A-Za-z0-9_-]{16,200}",
  "st\\.[A-Za-z0-9]{8,200}\\.[A-Za-z0-9.]{8,200}",
  "v1\\.0-[a-f0-9]{16,200}",
  "\\d{8,10}:AA[A-Za-z0-9_-]{20,200}",
  "eyJ[A-Za-z0-9_-]{6,200}\\.[A-Za-z0-9_-]{6,200}(?:\\.[A-Za-z0-9_-]{0,2000})?",
  "ssh-(?:rsa|dss|ed25519) [A-Za-z0-9+/=]{16,200}",
];

const VENDOR_TOKEN = new RegExp(`(?<![A-Za-z0-9])(?:${PREFIXED.join("|")})`, "g");

type PasswordWords = { password_names: readonly string[]; not_passwords: readonly string[] };

const STANDARD = /^(?:oauth|sha|md|http|ipv|utf|base|tls|argon|pbkdf|fido|webauthn|v)-?\d/;
const NO_USER = "(?!(?:and|or|with|name|names|by|via|using|without|whose|the|a) )";

/** Finds a disclosed password: after a colon or an equals sign, after a user's name, or shaped like one. */
function passwordFinder({ password_names, not_passwords }: PasswordWords): Finder {
  const name = `(?:${matchAny(password_names.map((word) => toLowerCaseSameLength(foldText(word).folded)))})s?["']?`;
  const prose = new Set(not_passwords);
  const written = new RegExp(`${name} ?[:=] ?["']?(\\S{1,200})`, "gu");
  const withUser = new RegExp(
    `(?<!\\p{L})(?:user|username|login|account) ${NO_USER}\\S{1,64} (?:(?:and|with) )?${name} (\\S{1,200})`,
    "gu",
  );
  const follows = new RegExp(`(?<!\\p{L})${name} ["']?(\\S{5,200})`, "gu");
  const isValue = ([, value = ""]: RegExpExecArray) => !prose.has(bareWord(value));
  return (text) => {
    const small = toLowerCaseSameLength(text);
    return [
      ...findSpans(small, written, isValue),
      ...findSpans(small, withUser, isValue),
      ...findSpans(small, follows, ([, value = ""]) => isMixedWord(bareWord(value))),
    ];
  };
}

function bareWord(value: string): string {
  return value.slice(0, 200).replace(/[^\p{L}\p{N}]{1,200}$/u, "");
}

function isMixedWord(value: string): boolean {
  return /\p{L}/u.test(value) && /\d/.test(value) && !STANDARD.test(value);
}

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
const BEARER = /(?<![A-Za-z])bearer [A-Za-z0-9._~+/=-]{6,2000}/gi;
const BASIC = /(?<![A-Za-z])basic ([A-Za-z0-9+/]{6,2000}={0,2})/gi;
/** A pasted header or address: "Authorization: Token abcdefgh", "?sig=a1b2c3d4". */
const AUTHORIZATION = /(?<![A-Za-z])authorization["']? ?: ?["']?(?:basic|bearer|token|digest|negotiate) \S{1,2000}/gi;
const IN_QUERY = /[?&](?:sig|auth|code|jwt|otp|sid)=([^\s&#]{8,200})/gi;
const HEX = /(?<![A-Za-z0-9])[0-9a-f]{16,}(?![A-Za-z0-9])/gi;
const UUID = /(?<![A-Za-z0-9])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![A-Za-z0-9])/gi;
const LONG_TOKEN = /(?<![A-Za-z0-9_+/=-])[A-Za-z0-9_+/=-]{20,}/g;

/** What stands between the name of a secret and its value in plain words. */
const LINK = "(?: (?:is|was|are)(?: now)?:? | ?(?:[:=]|->|→|=>|-) ?| )[\"'(<]?";
const SECRET = "(?:tokens?|secrets?|api[ _-]?keys?|keys?|credentials?|creds?|logins?|bearer)";
/** The name of a secret, and beside it a word of 8 or more letters and digits that no prose has. */
const TOLD_SECRET = new RegExp(`(?<![\\p{L}\\d])${SECRET}${LINK}([A-Za-z0-9_+/=-]{8,200})(?![A-Za-z0-9_+/=:-])`, "giu");
const TOLD_SESSION =
  /(?<![\p{L}\d])(?:cookies?|sessions?)(?:[:=]| is)? ?(?:[a-z_]{1,20}=)?([A-Za-z0-9_-]{6,200})(?![A-Za-z0-9_:-])/giu;
const PASSWORD =
  "(?<![\\p{L}\\d])(?:pass(?:word|wd|phrase|code)?|passw0rd|pw|pwd|passwort|kennwort|contrasena|mot de passe)";
const VALUE = "[\"'(<]?([\\p{L}\\p{N}!$%&*+#_-]{4,100})";
/** "password -> hunter2" */
const POINTED_PASSWORD = new RegExp(`${PASSWORD} ?(?:->|→|=>) ?${VALUE}`, "giu");
/** "The password is swordfish." */
const TOLD_PASSWORD = new RegExp(
  `${PASSWORD} (?:is|was|ist|lautet|es|est)(?: now)? ${VALUE}(?=["')>]? ?(?:[.,;!]|$))`,
  "giu",
);
const TOLD_CODE = new RegExp(`${PASSWORD} (?:is|was|ist|lautet|es|est)(?: now)? ${VALUE}`, "giu");
/** "The password was changed to Winter2026!", "パスワードは hunter2 です" */
const CHANGED_PASSWORD = new RegExp(
  `(?:${PASSWORD}|${foldText("パスワード").folded}) ?(?:(?:was|has been|is)(?: now)? (?:changed|set|reset) to|は) ?${VALUE}`,
  "giu",
);
/** "PIN: 4821", "OTP 482193", "use code 482193" */
const ONE_TIME_CODE =
  /(?<![\p{L}\d])(?:(?:PIN|OTP|TAN)(?: code)?(?: is)? ?[:=]? ?\d{4,8}|(?:use|enter|with)(?: the)? code ?[:=]? ?\d{4,8})(?!\d)/giu;
/** "admin:hunter2", "creds admin/hunter2", "Login with admin / hunter2". */
const USER_AND_PASSWORD =
  /(?<![\p{L}\d/.:])(?:(?:admin|administrator|root|user|ops|guest|test)|(?:creds?|credentials|log ?ins?)(?: (?:with|as|is|are|via|using))?[ :=]{1,2}[\w.@-]{1,40}[\w@-]) ?[:/] ?(\S{5,100})/giu;
const PROSE_ENDING =
  /(?:ed|ing|en|able|ible|ly|ent|ant|ive|al|less|ful|ous|wrong|correct|weak|strong|safe|secure|empty|blank|lost|late|long|short|old|new|visible|case-sensitive)$/i;

/** Finds strings shaped like a key, a token, a password or another secret (contract §6.2). */
export function credentialFinder(words: PasswordWords): Finder {
  const findPasswords = passwordFinder(words);
  const prose = new Set(words.not_passwords);
  const isProse = (value: string) => prose.has(value.toLowerCase()) || PROSE_ENDING.test(value);
  return (text) => [
    ...findPasswords(text),
    ...findKeys(text),
    ...findSpans(text, TOLD_SECRET, ([, value = ""]) => isCode(value)),
    ...findSpans(text, TOLD_SESSION, ([, value = ""]) => isCode(value)),
    ...findSpans(text, POINTED_PASSWORD, ([, value = ""]) => !isProse(value)),
    ...findSpans(text, TOLD_PASSWORD, ([, value = ""]) => !isProse(value)),
    ...findSpans(text, TOLD_CODE, ([, value = ""]) => isMixedWord(value)),
    ...findSpans(text, CHANGED_PASSWORD, ([, value = ""]) => isMixedWord(value)),
    ...findSpans(text, ONE_TIME_CODE),
    ...findSpans(text, USER_AND_PASSWORD, ([, value = ""]) => isMixedWord(bareWord(value))),
  ];
}

/** Letters and digits in turn, which is no date, no version and no count with its unit. */
function isCode(value: string): boolean {
  return (
    /[A-Za-z]/.test(value) &&
    /\d/.test(value) &&
    !/^\d{4}-\d\d-|^v?\d+(?:[._-]\d+)*[A-Za-z]{0,3}$/i.test(value) &&
    !STANDARD.test(value.toLowerCase())
  );
}

const findKeys: Finder = (text) => [
  ...findSpans(text, VENDOR_TOKEN),
  ...findSpans(text, PEM),
  ...findSpans(text, USERINFO),
  ...findSpans(text, ASSIGNED),
  ...findSpans(text, STATED, ([, value = ""]) => isMixed(value)),
  ...findSpans(text, ENVIRONMENT),
  ...findSpans(text, BEARER, ([match]) => /\d|[a-z][A-Z]/.test(match)),
  ...findSpans(text, BASIC, ([, value = ""]) => isUserAndPassword(value)),
  ...findSpans(text, AUTHORIZATION),
  ...findSpans(text, IN_QUERY, ([, value = ""]) => isCode(value)),
  ...findSpans(text, HEX, ([match]) => match.length >= 32 || (/\d/.test(match) && /[a-f]/i.test(match))),
  ...findSpans(text, UUID),
  ...findSpans(text, LONG_TOKEN, ([match]) => isRandom(match)),
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
