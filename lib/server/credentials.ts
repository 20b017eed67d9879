import { createHash, timingSafeEqual } from "node:crypto";
import { isSignature, verifySignature } from "@/lib/integrations/freescout/signature";
import type { Context } from "@/lib/platform/context";
import { AppError, type Issue } from "@/lib/platform/problems";
import type { VariableName } from "@/lib/platform/settings/variables";
import { readBytes } from "./body";

/** The header of each credential, and its secret; the secret's `_PREVIOUS` is accepted too (contract §4.7). */
export const KEYS = {
  writeToken: { header: "X-Internal-Status-Token", secret: "STATUS_INTERNAL_WRITE_TOKEN" },
  workerKey: { header: "X-Status-Worker-Key", secret: "STATUS_WORKER_INTERNAL_KEY" },
  serviceToken: { header: "X-Service-Token", secret: "FREESCOUT_SERVICE_TOKEN" },
  signature: { header: "X-FreeScout-Signature", secret: "FREESCOUT_WEBHOOK_SECRET" },
} as const satisfies Record<string, { header: string; secret: VariableName }>;
export type KeyName = keyof typeof KEYS;

/** The credentials that an endpoint requires: all of any one of these sets. */
export const WAYS_IN = {
  writeToken: [["writeToken"]],
  writeTokenOrWorkerKey: [["writeToken"], ["workerKey"]],
  signature: [["signature"]],
  signatureAndServiceToken: [["signature", "serviceToken"]],
  /** In the path: Postmark sends no header that we could check. */
  postmarkToken: [[]],
} as const satisfies Record<string, readonly (readonly KeyName[])[]>;
export type CredentialAccess = keyof typeof WAYS_IN;

/** The body limit is large because FreeScout sends every thread of a ticket, and a refusal would lose the delivery. */
const DELIVERY_LIMIT = 8 * 1024 * 1024;

/** Refuses a request without one of the keys: 503 when no key is configured, else 401. */
export function requireKey(request: Request, { env }: Context, keys: readonly KeyName[]): void {
  if (keys.every((key) => env.accepted(KEYS[key].secret).length === 0)) throw new AppError("not_configured");
  for (const key of keys) if (matchesAny(request.headers.get(KEYS[key].header), env.accepted(KEYS[key].secret))) return;
  throw unauthorized(request);
}

/** Refuses a path without the token, where one is configured (401). */
export function requirePathToken(request: Request, { env }: Context, token: string | undefined): void {
  const accepted = env.accepted("FREESCOUT_WEBHOOK_PATH_TOKEN");
  if (accepted.length > 0 && !matchesAny(token ?? null, accepted)) throw unauthorized(request);
}

/** Refuses a path without Postmark's token: 503 where none is configured, else 401. */
export function requirePostmarkToken(request: Request, { env }: Context, token: string | undefined): void {
  const accepted = env.accepted("POSTMARK_WEBHOOK_TOKEN");
  if (accepted.length === 0) throw new AppError("not_configured");
  if (!matchesAny(token ?? null, accepted)) throw unauthorized(request);
}

/**
 * The body's bytes, verified by FreeScout's signature: 503 without a secret, 401 on a wrong signature (contract §3.2). A body
 * without anything that could be its signature is not read.
 */
export async function readSigned(request: Request, { env }: Context): Promise<Uint8Array<ArrayBuffer>> {
  const secrets = env.accepted(KEYS.signature.secret);
  if (secrets.length === 0) throw new AppError("not_configured");
  const signature = request.headers.get(KEYS.signature.header) ?? "";
  if (!isSignature(signature)) throw new AppError("unauthorized");
  const bytes = await readBytes(request, DELIVERY_LIMIT);
  if (verifySignature(bytes, signature, secrets)) return bytes;
  throw new AppError("unauthorized");
}

/** Names of query parameters that carry credentials, whatever their case, hyphens and underscores: headers, secrets, and usual ones. */
const CREDENTIAL =
  /token|secret|passw(?:or)?d|(?:api|access|worker|internal)key|signature|authori[sz]ation|assertion|jwt|bearer|^(?:auth|key)$/;

/** Refuses an authorized request whose URL carries a credential too (400): URLs are logged, so it is exposed. */
export function refuseCredentialInQuery(request: Request): void {
  const issues = findIssues(request);
  if (issues) throw new AppError("credential_in_query", undefined, issues);
}

/** The refusal of a request without a valid credential (401); where the URL carries one, it names the right header. */
const unauthorized = (request: Request): AppError => new AppError("unauthorized", undefined, findIssues(request));

function findIssues({ url }: Request): Issue[] | undefined {
  const names = [...new URL(url).searchParams.keys()];
  const issues = names
    .filter((name) => CREDENTIAL.test(name.toLowerCase().replace(/[-_.]/g, "")))
    .map((path) => ({
      path,
      message: "send it in a header, and replace it: URLs may have been logged",
    }));
  return issues.length > 0 ? issues : undefined;
}

/** Constant-time: both sides are hashed, and every candidate and every byte is compared. */
function matchesAny(credential: string | null, accepted: readonly string[]): boolean {
  const hash = digest(credential ?? "");
  let found = false;
  for (const candidate of accepted) found = timingSafeEqual(hash, digest(candidate)) || found;
  return found && Boolean(credential);
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
