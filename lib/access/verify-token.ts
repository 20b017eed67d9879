import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from "jose";
import { isLoopback } from "@/lib/env";
import type { KeySets } from "./key-sets";
import { type Operator, person, service } from "./operator";
import type { AccessSettings } from "./settings";

/** Why nobody is let in; `why` is for our log. `no_keys` is ours to mend, the rest is the caller's. */
export type Refusal = { ok: false; code: "unauthorized" | "unavailable" | "not_configured"; why: string };
export type Verdict = { ok: true; operator: Operator } | Refusal;

/** What Access signs with; `none` and shared secrets are no signatures here. */
const ALGORITHMS = ["RS256", "ES256"];
const LEEWAY_S = 30;
const NAME_MAX = 200;

export const refuse = (why: string, code: Refusal["code"] = "unauthorized"): Refusal => ({ ok: false, code, why });

type Look = {
  settings: AccessSettings;
  keySets: KeySets;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  now: number;
};

/** Whose token this is: signature, algorithm, audience, issuer and times are checked, then the name is read. */
export async function verifyToken(token: string, { settings, keySets, fetch, now }: Look): Promise<Verdict> {
  const kid = keyIdOf(token);
  if (kid === null) return refuse("not a token signed by Access");
  const keys = await keySets.find(kid, { url: `${settings.origin}/cdn-cgi/access/certs`, fetch, now });
  if (keys === null) return refuse("the key server does not answer", "unavailable");
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ALGORITHMS,
      audience: [...settings.audiences],
      issuer: settings.origin,
      requiredClaims: ["exp"],
      clockTolerance: LEEWAY_S,
      currentDate: new Date(now),
    });
    return nameOf(payload, isLoopback(settings.origin));
  } catch (error) {
    return refuse(error instanceof errors.JOSEError ? error.code : "not a token");
  }
}

function keyIdOf(token: string): string | null {
  try {
    const { kid, alg } = decodeProtectedHeader(token);
    return kid && alg && ALGORITHMS.includes(alg) ? kid : null;
  } catch {
    return null;
  }
}

/** A person has an email; a service token only a common name. */
function nameOf({ email, common_name: commonName }: JWTPayload, local: boolean): Verdict {
  if (isName(email) && email.includes("@")) return { ok: true, operator: person(email, local) };
  if (email === undefined && isName(commonName)) return { ok: true, operator: service(commonName, local) };
  return refuse("a token that names nobody");
}

const isName = (value: unknown): value is string =>
  typeof value === "string" && value.length <= NAME_MAX && /^[^\s\p{C}]+$/u.test(value);
