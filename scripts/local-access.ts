import { randomUUID } from "node:crypto";
import { exportJWK, generateKeyPair } from "jose";
import type { LocalAccess } from "./edge/access";
import type { Variables } from "./local-variables";

/**
 * The Cloudflare Access that a local server imitates for OPS_LOCAL_OPERATOR, its issuer apart, which is the server's own
 * address; null where nobody is named, or where ACCESS_TEAM_DOMAIN or ACCESS_AUD names a real one.
 */
export async function makeAccess(variables: Variables): Promise<Omit<LocalAccess, "issuer"> | null> {
  const { OPS_LOCAL_OPERATOR: email, ACCESS_TEAM_DOMAIN, ACCESS_AUD } = variables;
  if (!email || ACCESS_TEAM_DOMAIN || ACCESS_AUD) return null;
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: "ES256", use: "sig" };
  return { key, audience: randomUUID(), email };
}
