import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import * as z from "zod";
import { CopyPolicyWords } from "../lib/policy/word-lists";
import { inRoot } from "./root";

const WORDS = inRoot("config", "copy-policy.json");
const RULES = inRoot("lib", "policy");

/** The note policy's version as JSON: a hash of its word lists and its code. A mistake in the lists is an Error that names its place. */
export function describeNotePolicy(): string {
  const words = CopyPolicyWords.safeParse(JSON.parse(readFileSync(WORDS, "utf8")));
  if (!words.success) throw new Error(`config/copy-policy.json:\n${z.prettifyError(words.error)}`);
  const hash = createHash("sha256").update(readFileSync(WORDS));
  for (const name of readdirSync(RULES).sort()) hash.update(`${name}\0`).update(readFileSync(`${RULES}/${name}`));
  return `${JSON.stringify({ version: hash.digest("hex").slice(0, 16) })}\n`;
}
