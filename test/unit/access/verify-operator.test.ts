import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { expect, test } from "vitest";
import { accessSettings, isOwnOrigin, verifyOperator } from "@/lib/integrations/access/verify-operator";
import { type Bindings, readEnv } from "@/lib/platform/settings/variables";

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

const TEAM = "https://raxx-times.cloudflareaccess.com";
const SIGNED_BY = await generateKeyPair("ES256");
const NOW_S = Date.UTC(2026, 5, 1, 12) / 1000;
const CLAIMS = {
  aud: ACCESS.ACCESS_AUD,
  iss: TEAM,
  email: "dev@example.com",
  exp: NOW_S + 60,
};

test.each<[what: string, claims: object, ok: boolean]>([
  ["as Access makes it", {}, true],
  ["that ended 29 s ago", { exp: NOW_S - 29 }, true],
  ["that ended a minute ago", { exp: NOW_S - 60 }, false],
  ["that never ends", { exp: undefined }, false],
  ["for another app", { aud: "b".repeat(64) }, false],
  ["of another team", { iss: "https://evil.cloudflareaccess.com" }, false],
])("a token %s is accepted: %o %s", async (_, claims, ok) => {
  const header = { alg: "ES256", kid: "times" };
  const token = await new SignJWT({ ...CLAIMS, ...claims }).setProtectedHeader(header).sign(SIGNED_BY.privateKey);
  const verdict = await verifyOperator({
    headers: new Headers({ "Cf-Access-Jwt-Assertion": token }),
    env: envOf({ ...ACCESS, ACCESS_TEAM_DOMAIN: TEAM }),
    fetch: async () => Response.json({ keys: [{ ...(await exportJWK(SIGNED_BY.publicKey)), ...header }] }),
    now: NOW_S * 1000,
  });
  expect(verdict.ok).toBe(ok);
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

test("strangers make one request for keys, however many they are, and while it fails none more for 5 s", async () => {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const origin = "https://raxx-cold.cloudflareaccess.com";
  const sign = (kid: string) =>
    new SignJWT({ ...CLAIMS, iss: origin }).setProtectedHeader({ alg: "ES256", kid }).sign(privateKey);
  let requests = 0;
  let answer = () => Response.error();
  const verify = async (kid: string, afterMs: number) =>
    verifyOperator({
      headers: new Headers({ "Cf-Access-Jwt-Assertion": await sign(kid) }),
      env: envOf({ ...ACCESS, ACCESS_TEAM_DOMAIN: origin }),
      fetch: async () => {
        requests++;
        await new Promise((resolve) => setTimeout(resolve, 20));
        return answer();
      },
      now: NOW_S * 1000 + afterMs,
    });
  const crowd = (afterMs: number) => Promise.all(Array.from({ length: 20 }, () => verify("cold", afterMs)));
  expect(new Set((await crowd(0)).map((it) => (it.ok ? "ok" : it.code)))).toEqual(new Set(["unavailable"]));
  await crowd(4_999);
  expect(requests).toBe(1);
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: "cold", alg: "ES256" }] };
  answer = () => Response.json(keys);
  expect((await crowd(5_000)).every(({ ok }) => ok)).toBe(true);
  expect(requests).toBe(2);
});

test("a token that is longer than any of Access's is not looked at", async () => {
  const verdict = await ask(ACCESS, { "Cf-Access-Jwt-Assertion": "x".repeat(8_193) });
  expect(verdict).toMatchObject({ ok: false, why: "the token is too long" });
});
