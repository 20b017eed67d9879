import { expect, test } from "vitest";
import { isOwnOrigin } from "@/lib/access/own-origin";
import { accessSettings } from "@/lib/access/settings";
import { verifyOperator } from "@/lib/access/verify-operator";
import { type Bindings, readEnv } from "@/lib/env";

const envOf = (bindings: object) => readEnv(bindings as unknown as Bindings);
const ask = (bindings: object, headers: Record<string, string> = {}) =>
  verifyOperator({
    headers: new Headers(headers),
    env: envOf(bindings),
    fetch: async () => Response.error(),
    now: Date.now(),
  });

const ACCESS = { ACCESS_TEAM_DOMAIN: "raxx.cloudflareaccess.com", ACCESS_AUD: "a".repeat(64) };

test.each([
  ["alone", {}],
  ["beside Access", ACCESS],
])("a deployment that has OPS_LOCAL_OPERATOR set %s is closed", async (_, more) => {
  for (const OPS_LOCAL_OPERATOR of ["dev@example.com", "no address"])
    expect(await ask({ OPS_LOCAL_OPERATOR, ...more }, { "Cf-Access-Jwt-Assertion": "x.y.z" })).toMatchObject({
      ok: false,
      code: "not_configured",
    });
});

test("a local server lets its one operator in, if it is an address", async () => {
  expect(await ask({ LOCAL: {}, OPS_LOCAL_OPERATOR: "dev@example.com" })).toMatchObject({
    operator: { kind: "person", actor: "operator:dev@example.com", local: true },
  });
  expect(await ask({ LOCAL: {}, OPS_LOCAL_OPERATOR: "nobody" })).toMatchObject({ code: "not_configured" });
});

test("a local server without it is as closed as any other", async () => {
  expect(await ask({ LOCAL: {} })).toMatchObject({ ok: false, code: "not_configured" });
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

test.each<[Record<string, string>, boolean, boolean]>([
  [{ Origin: "https://status.raxx.app", Host: "status.raxx.app" }, false, true],
  [{ Origin: "https://status.raxx.app", Host: "status.raxx.app", "Sec-Fetch-Site": "same-origin" }, false, true],
  [{ Origin: "https://status.raxx.app", Host: "status.raxx.app", "Sec-Fetch-Site": "cross-site" }, false, false],
  [{ Origin: "https://raxx.app", Host: "status.raxx.app" }, false, false],
  [{ Origin: "http://status.raxx.app", Host: "status.raxx.app" }, false, false],
  [{ Origin: "null", Host: "status.raxx.app" }, false, false],
  [{ Host: "status.raxx.app" }, false, false],
  [{ Origin: "http://127.0.0.1:8787", Host: "127.0.0.1:8787" }, true, true],
  [{ Origin: "http://127.0.0.1:8787", Host: "127.0.0.1:8787" }, false, false],
])("a request with %o, local %s: %s", (headers, local, own) => {
  expect(isOwnOrigin(new Headers(headers), local)).toBe(own);
});
