import words from "@/config/copy-policy.json" with { type: "json" };
import { type BrokerNames, brokerNameFinder } from "./broker-names";
import { findCredentials } from "./credentials";
import { emailAddressFinder } from "./email-addresses";
import { type ForwardLookingWords, forwardLookingFinder } from "./forward-looking";
import { type HostWords, internalHostFinder } from "./internal-hosts";
import type { Finder } from "./span";

/** What a public note must not contain. */
export const COPY_RULES = ["broker_name", "credential", "internal_host", "email_address", "forward_looking"] as const;
export type CopyRule = (typeof COPY_RULES)[number];

/** The operator's word lists, `config/copy-policy.json`. */
export type CopyPolicyWords = HostWords & {
  broker_names: BrokerNames;
  public_addresses: readonly string[];
  forward_looking: ForwardLookingWords;
};

/** The rules, ready to read a text. */
export type CopyPolicy = Readonly<Record<CopyRule, Finder>>;

/** Makes the rules from word lists. */
export function compilePolicy(list: CopyPolicyWords): CopyPolicy {
  return {
    broker_name: brokerNameFinder(list.broker_names),
    credential: findCredentials,
    internal_host: internalHostFinder(list),
    email_address: emailAddressFinder(list.public_addresses),
    forward_looking: forwardLookingFinder(list.forward_looking),
  };
}

/** The shipped policy. */
export const copyPolicy: CopyPolicy = compilePolicy(words);
