import { expect } from "vitest";
import { SubscribeBody } from "@/lib/schemas/subscriptions";
import { confirm } from "@/lib/services/subscriptions/confirm";
import { signUp } from "@/lib/services/subscriptions/sign-up";
import type { outboxForFile } from "./outbox";

/** What people do: sign up, read their mail, confirm by its link. */
export function peopleOf({ context, pass, postmark }: ReturnType<typeof outboxForFile>) {
  const ADDRESS = "someone@example.com";
  const signed = (body: object, network = "192.0.2.1") => signUp(context(), SubscribeBody.parse(body), network);
  const mailsTo = (address: string) => postmark().to(address);
  /** The token of the one link in the last mail to an address. */
  function lastToken(address: string): string {
    const links =
      mailsTo(address)
        .at(-1)
        ?.TextBody.match(/https:\/\/\S+/g) ?? [];
    expect(links).toHaveLength(1);
    return new URL(links[0] ?? "").searchParams.get("token") ?? "";
  }
  async function confirmed(address = ADDRESS, more: object = {}): Promise<void> {
    await signed({ email: address, ...more });
    await pass(1);
    await confirm(context(), lastToken(address));
  }
  return { ADDRESS, signed, mailsTo, lastToken, confirmed };
}
