import { expect, test } from "vitest";
import type { Context } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/problems";
import { type Bindings, readEnv, VARIABLES } from "@/lib/platform/settings/variables";
import { refuseCredentialInQuery, requireKey } from "@/lib/server/credentials";

const ask = (query: string) => refuseCredentialInQuery(new Request(`https://status.raxx.app/api/x?${query}`));

const HEADERS = ["X-Internal-Status-Token", "X-Status-Worker-Key", "X-Service-Token", "X-FreeScout-Signature"];
const CUSTOMS = ["token", "TOKEN", "api_key", "apiKey", "api-key", "access_token", "secret", "password", "auth", "key"];
const MORE = ["Authorization", "bearer", "jwt", "Cf-Access-Jwt-Assertion", "CF_Authorization", "signature"];
const SECRETS = Object.entries(VARIABLES)
  .filter(([name, { secret }]) => secret && /^(?:STATUS|FREESCOUT)_/.test(name))
  .map(([name]) => name);

test.each([...HEADERS, ...CUSTOMS, ...MORE, ...SECRETS])("%s has no place in an address", (name) => {
  const refusal = (() => {
    try {
      ask(`surface=a&${name}=value-of-it`);
    } catch (error) {
      return error as AppError;
    }
  })();
  expect(refusal).toBeInstanceOf(AppError);
  expect([refusal?.code, refusal?.issues?.map(({ path }) => path)]).toEqual(["credential_in_query", [name]]);
  expect(JSON.stringify(refusal?.issues)).not.toContain("value-of-it");
});

test.each([
  ...["", "surface=a", "surface_id=a", "at=2026-05-04T13:40:00Z", "days=90&format=csv", "actor=operator:a@b.c"],
  ...["before=2026-05", "from=DOWN&to=UP", "source=manual", "label=token", "time=1", "cursor=abc", "author=a"],
])("%s may stand there", (query) => {
  expect(() => ask(query)).not.toThrow();
});

const TOKEN = { STATUS_INTERNAL_WRITE_TOKEN: "the-token", STATUS_INTERNAL_WRITE_TOKEN_PREVIOUS: "the-one-before" };

test.each<[bindings: object, token: string | undefined, refusal: string | null]>([
  [TOKEN, "the-token", null],
  [TOKEN, "the-one-before", null],
  [TOKEN, "another", "unauthorized"],
  [TOKEN, "", "unauthorized"],
  [TOKEN, undefined, "unauthorized"],
  [{}, "the-token", "not_configured"],
])("where %o is set, the token %s is refused as %s", (bindings, token, refusal) => {
  const headers = new Headers(token === undefined ? {} : { "X-Internal-Status-Token": token });
  const request = new Request("https://status.raxx.app/api/x", { headers });
  const open = () => requireKey(request, { env: readEnv(bindings as Bindings) } as Context, ["writeToken"]);
  if (refusal === null) expect(open).not.toThrow();
  else expect(open).toThrow(expect.objectContaining({ code: refusal }));
});
