import { foldText } from "./fold";
import { anyOf, type Finder, inSmallLetters, spansOf } from "./span";

/** What a password is called, and the words that may follow those names without being one. */
export type PasswordWords = { password_names: readonly string[]; not_passwords: readonly string[] };

const STANDARD = /^(?:oauth|sha|md|http|ipv|utf|base|tls|argon|pbkdf|fido|webauthn|v)-?\d/;
const NO_USER = "(?!(?:and|or|with|name|names|by|via|using|without|whose|the|a) )";

/** Finds a password that is told: after a colon or an equals sign, after a user's name, or looking like one. */
export function passwordFinder({ password_names, not_passwords }: PasswordWords): Finder {
  const name = `(?:${anyOf(password_names.map((word) => inSmallLetters(foldText(word).folded)))})s?["']?`;
  const prose = new Set(not_passwords);
  const told = new RegExp(`${name} ?[:=] ?["']?(\\S{1,200})`, "gu");
  const withUser = new RegExp(
    `(?<!\\p{L})(?:user|username|login|account) ${NO_USER}\\S{1,64} (?:(?:and|with) )?${name} (\\S{1,200})`,
    "gu",
  );
  const follows = new RegExp(`(?<!\\p{L})${name} ["']?(\\S{5,200})`, "gu");
  const isValue = ([, value = ""]: RegExpExecArray) => !prose.has(bareWord(value));
  return (text) => {
    const small = inSmallLetters(text);
    return [
      ...spansOf(small, told, isValue),
      ...spansOf(small, withUser, isValue),
      ...spansOf(small, follows, ([, value = ""]) => isMixed(bareWord(value))),
    ];
  };
}

function bareWord(value: string): string {
  return value.slice(0, 200).replace(/[^\p{L}\p{N}]{1,200}$/u, "");
}

function isMixed(value: string): boolean {
  return /\p{L}/u.test(value) && /\d/.test(value) && !STANDARD.test(value);
}
