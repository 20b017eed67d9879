import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from "jose";
import { isLoopback } from "../../lib/schemas/request-url";
import type { Variables } from "../local-settings";

/** The imitated Access, as the launcher passes it to the edge. `issuer` is the local server's URL. */
export type LocalAccess = { key: JWK; issuer: string; audience: string; email: string };

/** The paths that Cloudflare Access guards in production (docs/runbooks/access.md). */
export const GUARDED = /^\/(?:ops|api\/ops)(?:[/?.]|$)|^\/api\/status\/?(?:\?|$)/;

export const HEADER = "Cf-Access-Jwt-Assertion";
const LIFE_S = 86_400;

/** The public keys at Access's own path, `/cdn-cgi/access/certs`. */
export const certsOf = ({ key: { d: _, ...publicKey } }: LocalAccess): Response => Response.json({ keys: [publicKey] });

/**
 * Whether the imitated Access adds an assertion: on its paths, unless the client sends one itself, and only under this machine's
 * own names, so that no website whose name is made to lead here is let in.
 */
export const needsAssertion = ({ url, headers }: Request, path: string): boolean =>
  isLoopback(url) && isLoopback(`http://${headers.get("Host")}`) && GUARDED.test(path) && !headers.has(HEADER);

/** The request with the assertion of the local operator. */
export async function withAssertion(request: Request, access: LocalAccess): Promise<Request> {
  const headers = new Headers(request.headers);
  headers.set(HEADER, await signAssertion(access));
  return new Request(request, { headers });
}

/** An application token with the claims of Access. */
export async function signAssertion({ key, issuer, audience, email }: LocalAccess): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ email, type: "app", sub: "00000000-0000-4000-8000-000000000000", country: "XX" })
    .setProtectedHeader({ alg: "ES256", kid: key.kid })
    .setAudience([audience])
    .setIssuer(issuer)
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + LIFE_S)
    .sign(await importJWK(key, "ES256"));
}

/** The Access that a local server imitates for OPS_LOCAL_OPERATOR; null without one, or if a real team or AUD is set. */
export async function makeAccess(variables: Variables): Promise<Omit<LocalAccess, "issuer"> | null> {
  const { OPS_LOCAL_OPERATOR: email, ACCESS_TEAM_DOMAIN, ACCESS_AUD } = variables;
  if (!email || ACCESS_TEAM_DOMAIN || ACCESS_AUD) return null;
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: crypto.randomUUID(), alg: "ES256", use: "sig" };
  return { key, audience: crypto.randomUUID(), email };
}
