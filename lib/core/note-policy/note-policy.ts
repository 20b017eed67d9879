import lists from "@/config/copy-policy.json" with { type: "json" };
import { emailAddressFinder, internalHostFinder } from "./addresses";
import { brokerNameFinder } from "./broker-names";
import { credentialFinder } from "./credentials";
import { deadlineFinder } from "./deadlines";
import { mixedWordsAsLatin } from "./fold";
import { forwardLookingFinder, translatedPromiseFinder } from "./forward-looking";
import type { Finder } from "./span";
import { stackTraceFinder } from "./stack-traces";
import { ticketReferenceFinder } from "./ticket-references";
import type { NotePolicyWords } from "./word-lists-schema";

/** What a public note must not contain. */
export const COPY_RULES = [
  "broker_name",
  "credential",
  "internal_host",
  "email_address",
  "ticket_reference",
  "stack_trace",
  "forward_looking",
] as const;
export type NoteRule = (typeof COPY_RULES)[number];

/** The compiled rules. */
export type NotePolicy = Readonly<Record<NoteRule, Finder>>;

/** Compiles the rules from word lists. */
export function compilePolicy(words: NotePolicyWords): NotePolicy {
  const findPromises = forwardLookingFinder(words.forward_looking);
  const findTranslatedPromises = translatedPromiseFinder(words.translated_promises);
  const findDeadlines = deadlineFinder();
  return {
    broker_name: brokerNameFinder(words.broker_names),
    credential: inBothReadings(credentialFinder(words)),
    internal_host: inBothReadings(internalHostFinder(words)),
    email_address: inBothReadings(emailAddressFinder(words.public_addresses)),
    ticket_reference: inBothReadings(ticketReferenceFinder(words)),
    stack_trace: inBothReadings(stackTraceFinder(words.trace_phrases)),
    forward_looking: inBothReadings((text) => [
      ...findPromises(text),
      ...findTranslatedPromises(text),
      ...findDeadlines(text),
    ]),
  };
}

/** Checked twice: as written, so that no look-alike passes for a public host, and with look-alikes replaced by ASCII. */
function inBothReadings(find: Finder): Finder {
  return (text) => [...new Set([text, mixedWordsAsLatin(text)])].flatMap(find);
}

let compiled: NotePolicy | null = null;

/** The compiled-in policy; its patterns are built when the first text is judged. */
export function notePolicy(): NotePolicy {
  compiled ??= compilePolicy(lists);
  return compiled;
}
