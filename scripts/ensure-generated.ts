import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import compile from "icu-minify/compile";
import * as z from "zod";
import { CATALOGUES } from "../components/messages/catalogues";
import { NotePolicyWords } from "../lib/core/note-policy/word-lists-schema";
import { LANGUAGES } from "../lib/schemas/language";
import { noteTemplatesSchema } from "../lib/schemas/note-templates";
import { hashInputs } from "./build-inputs";
import { writeClient } from "./client";
import { describeApi } from "./endpoints";
import { readRegistry } from "./registry";
import { inRoot, writeIfChanged } from "./root";
import { PlainError } from "./terminal";

const generated = (name: string): string => inRoot("lib", "generated", `${name}.json`);

/** Writes what is compiled into the Worker: what pages are made of, what browsers load, the API's descriptions. */
export async function ensureGenerated(): Promise<void> {
  const { registry, messages } = ensureTexts();
  await writeClient(hashInputs(), messages, registry);
  for (const [name, text] of Object.entries(await describeApi())) writeIfChanged(generated(name), text);
}

/** Writes what pages are made of: the registry, the note policy's version, the messages of each language. */
export function ensureTexts() {
  const registry = readRegistry(inRoot("config", "status-surfaces.yaml"));
  writeIfChanged(generated("registry"), `${JSON.stringify(registry, null, 2)}\n`);
  writeIfChanged(generated("note-policy"), `${JSON.stringify({ version: readPolicyVersion() })}\n`);
  checkNoteTemplates(registry.surfaces.map((entry) => entry.display_name));
  const messages = compileMessages();
  writeIfChanged(generated("messages"), `${JSON.stringify(messages)}\n`);
  return { registry, messages };
}

/** Every language's messages in the form that pages format: no ICU syntax is read where a page is made. */
function compileMessages(): Record<string, object> {
  const languages = Object.entries(CATALOGUES).map(([language, catalogue]) => [
    language,
    Object.fromEntries(Object.entries(catalogue).map(([key, message]) => [key, compile(message)])),
  ]);
  return Object.fromEntries(languages);
}

const WORDS = inRoot("config", "copy-policy.json");
const RULES = inRoot("lib", "core", "note-policy");

/** The note policy's version: a hash of its word lists and its code. A mistake in the lists is a PlainError that names its place. */
function readPolicyVersion(): string {
  const words = NotePolicyWords.safeParse(JSON.parse(readFileSync(WORDS, "utf8")));
  if (!words.success) throw new PlainError(`config/copy-policy.json:\n${z.prettifyError(words.error)}`);
  const hash = createHash("sha256").update(readFileSync(WORDS));
  for (const name of readdirSync(RULES).sort()) hash.update(`${name}\0`).update(readFileSync(`${RULES}/${name}`));
  return hash.digest("hex").slice(0, 16);
}

/** The templates of every language, by the schema and the note policy. A mistake is a PlainError that names its file and place. */
function checkNoteTemplates(names: readonly string[]): void {
  const folder = inRoot("config", "note-templates");
  const [longest = ""] = names.toSorted((a, b) => b.length - a.length);
  const schema = noteTemplatesSchema(longest);
  for (const language of LANGUAGES) {
    const checked = schema.safeParse(JSON.parse(readFileSync(`${folder}/${language}.json`, "utf8")));
    if (!checked.success)
      throw new PlainError(`config/note-templates/${language}.json:\n${z.prettifyError(checked.error)}`);
  }
}
