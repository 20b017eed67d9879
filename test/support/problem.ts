import { expect } from "vitest";
import type { Answer, Problem } from "./http";

const OURS =
  /select |insert |sqlite|d1_|drizzle|constraint|\.[jt]sx?\b|node_modules|\/work|\n\s+at |127\.0\.0\.1|localhost/i;

/** A refusal of an internal endpoint in the one form, which reveals nothing internal: no SQL, stack, path or host. */
export function expectProblem({ status, headers, body, text }: Answer<Problem>, expected: number, code: string): void {
  expect([status, body?.code, body?.status]).toEqual([expected, code, expected]);
  expect(headers.get("Content-Type")).toBe("application/problem+json");
  expect(headers.get("Cache-Control")).toBe("no-store");
  expect(headers.get("Access-Control-Allow-Origin")).toBeNull();
  expect(body.title).toMatch(/^[A-Z]/);
  expect(text).not.toMatch(OURS);
}
