import { AppError } from "@/lib/errors";

/** What a credential's parameter is called, whatever its case, hyphens and underscores: our headers, our secrets, and custom. */
const CREDENTIAL =
  /token|secret|passw(?:or)?d|(?:api|access|worker|internal)key|signature|authori[sz]ation|assertion|jwt|bearer|^(?:auth|key)$/;

/**
 * Refuses a request whose address carries a credential (400), also beside a good one in its header: addresses stand in logs, so
 * the caller is to learn of it before a reader of logs does. Whether it would have opened the door is not looked at.
 */
export function refuseCredentialInQuery({ url }: Request): void {
  const names = [...new URL(url).searchParams.keys()];
  const issues = names
    .filter((name) => CREDENTIAL.test(name.toLowerCase().replace(/[-_.]/g, "")))
    .map((path) => ({
      path,
      message: "send it in a header, and replace it: what stood in an address may be in a log",
    }));
  if (issues.length > 0) throw new AppError("credential_in_query", undefined, issues);
}
