import { expect, test } from "vitest";
import { VARIABLES } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { refuseCredentialInQuery } from "@/lib/server/credentials";

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
