import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { expect, test } from "vitest";
import { accessSettings, isOwnOrigin, verifyOperator } from "@/lib/integrations/access/verify-operator";
import { type Bindings, readEnv } from "@/lib/platform/env";

const envOf = (bindings: object) => readEnv(bindings as unknown as Bindings);
const ask = (bindings: object, headers: Record<string, string> = {}) =>
  verifyOperator({
    headers: new Headers(headers),
    env: envOf(bindings),
    fetch: async () => Response.error(),
    now: Date.now(),
  });

const ACCESS = { ACCESS_TEAM_DOMAIN: "raxx.cloudflareaccess.com", ACCESS_AUD: "a".repeat(64) };

test("nobody is let in where Access is not configured, whatever else is set", async () => {
  for (const more of [{}, { OPS_LOCAL_OPERATOR: "dev@example.com" }, { ACCESS_AUD: ACCESS.ACCESS_AUD }])
    expect(await ask(more, { "Cf-Access-Jwt-Assertion": "x.y.z" })).toMatchObject({
      ok: false,
      code: "not_configured",
    });
});

test.each([
  ["https://raxx.cloudflareaccess.com", false],
  ["http://127.0.0.1:8787", true],
  ["http://localhost:8787", true],
])("whoever %s lets in is local: %s", async (issuer, local) => {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const token = await new SignJWT({ email: "dev@example.com" })
    .setProtectedHeader({ alg: "ES256", kid: issuer })
    .setAudience(ACCESS.ACCESS_AUD)
    .setIssuer(issuer)
    .setExpirationTime("1h")
    .sign(privateKey);
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: issuer, alg: "ES256" }] };
  const verdict = await verifyOperator({
    headers: new Headers({ "Cf-Access-Jwt-Assertion": token }),
    env: envOf({ ...ACCESS, ACCESS_TEAM_DOMAIN: issuer }),
    fetch: async () => Response.json(keys),
    now: Date.now(),
  });
  expect(verdict).toMatchObject({ operator: { actor: "operator:dev@example.com", local } });
});

test.each([
  ["raxx.cloudflareaccess.com", "https://raxx.cloudflareaccess.com"],
  ["https://raxx.cloudflareaccess.com/", "https://raxx.cloudflareaccess.com"],
  ["http://127.0.0.1:4000", "http://127.0.0.1:4000"],
])("the team %s speaks from %s", (team, origin) => {
  expect(accessSettings(envOf({ ...ACCESS, ACCESS_TEAM_DOMAIN: team }))?.origin).toBe(origin);
});

test.each(["http://raxx.cloudflareaccess.com", "raxx", "javascript:alert(1)", "raxx.cloudflareaccess.com/path"])(
  "the team %s is none",
  (team) => {
    expect(accessSettings(envOf({ ...ACCESS, ACCESS_TEAM_DOMAIN: team }))).toBeNull();
  },
);

test.each<[Record<string, string>, boolean]>([
  [{ Origin: "https://status.raxx.app", Host: "status.raxx.app" }, true],
  [{ Origin: "https://status.raxx.app", Host: "status.raxx.app", "Sec-Fetch-Site": "same-origin" }, true],
  [{ Origin: "https://status.raxx.app", Host: "status.raxx.app", "Sec-Fetch-Site": "cross-site" }, false],
  [{ Origin: "https://raxx.app", Host: "status.raxx.app" }, false],
  [{ Origin: "http://status.raxx.app", Host: "status.raxx.app" }, false],
  [{ Origin: "null", Host: "status.raxx.app" }, false],
  [{ Host: "status.raxx.app" }, false],
  [{ Origin: "http://127.0.0.1:8787", Host: "127.0.0.1:8787" }, true],
  [{ Origin: "http://localhost:8787", Host: "localhost:8787" }, true],
  [{ Origin: "http://127.0.0.1:8788", Host: "127.0.0.1:8787" }, false],
  [{ Origin: "http://127.0.0.1.evil.example", Host: "127.0.0.1.evil.example" }, false],
])("a request with %o comes from our own pages: %s", (headers, own) => {
  expect(isOwnOrigin(new Headers(headers))).toBe(own);
});
