import * as z from "zod";

const Words = z
  .array(
    z
      .string()
      .min(1)
      .regex(/^\S(?:.*\S)?$/u, "has space around it"),
  )
  .refine((words) => new Set(words).size === words.length, "contains a word twice");
const Phrases = z.strictObject({ phrases: Words, allowed: Words });

/** The operator's word lists, `config/copy-policy.json`; validated when the app is built. */
export const NotePolicyWords = z.strictObject({
  broker_names: z.strictObject({ anywhere: Words, whole_word: Words, as_written: Words, allowed: Words }),
  password_names: Words,
  not_passwords: Words,
  public_addresses: Words,
  public_hosts: Words,
  internal_paths: Words,
  internal_names: Words.min(1),
  internal_suffixes: Words,
  machine_roles: Words.min(1),
  top_level_domains: Words,
  exchange_suffixes: Words,
  product_names: Words,
  ticket_words: Words.min(1),
  ticket_systems: Words.min(1),
  ticket_key_prefixes: Words.min(1),
  trace_phrases: Words.min(1),
  forward_looking: Phrases,
  translated_promises: z.record(z.string().regex(/^[a-z]{2}$/), Phrases),
});
export type NotePolicyWords = z.infer<typeof NotePolicyWords>;
