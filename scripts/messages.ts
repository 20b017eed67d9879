import compile from "icu-minify/compile";
import { CATALOGUES } from "../components/copy/catalogues";

/** Every language's messages in the form that pages format: no ICU syntax is read where a page is made. */
export function compileMessages(): string {
  const languages = Object.entries(CATALOGUES).map(([language, catalogue]) => [
    language,
    Object.fromEntries(Object.entries(catalogue).map(([key, message]) => [key, compile(message)])),
  ]);
  return `${JSON.stringify(Object.fromEntries(languages))}\n`;
}
