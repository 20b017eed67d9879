import { AppError, type Issue } from "@/lib/errors";

/** What a credential's parameter is called, whatever its case, hyphens and underscores: our headers, our secrets, and custom. */
const CREDENTIAL =
  /token|secret|passw(?:or)?d|(?:api|access|worker|internal)key|signature|authori[sz]ation|assertion|jwt|bearer|^(?:auth|key)$/;

/**
 * Refuses a request that a good header has opened, and whose address carries a credential too (400): addresses stand in logs,
 * so the caller is to learn of it before a reader of logs does. Whether it would have opened the door is not looked at.
 */
export function refuseCredentialInQuery(request: Request): void {
  const issues = issuesOf(request);
  if (issues) throw new AppError("credential_in_query", undefined, issues);
}

/** The refusal of whoever has no good credential (401); if they have put one into the address, it says where it goes. */
export const unauthorized = (request: Request): AppError => new AppError("unauthorized", undefined, issuesOf(request));

function issuesOf({ url }: Request): Issue[] | undefined {
  const names = [...new URL(url).searchParams.keys()];
  const issues = names
    .filter((name) => CREDENTIAL.test(name.toLowerCase().replace(/[-_.]/g, "")))
    .map((path) => ({
      path,
      message: "send it in a header, and replace it: what stood in an address may be in a log",
    }));
  return issues.length > 0 ? issues : undefined;
}
