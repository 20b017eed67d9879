import { expect, test } from "vitest";
import { pagePolicy, setSecurityHeaders } from "@/lib/server/security-headers";

const POLICY = "Content-Security-Policy";

function headersOf(type: string, policy?: string): Headers {
  const headers = new Headers({ "Content-Type": type, ...(policy === undefined ? {} : { [POLICY]: policy }) });
  setSecurityHeaders(headers);
  return headers;
}

test("what brings no policy of its own may do nothing, and be framed by nobody", () => {
  const headers = headersOf("application/json");
  expect(headers.get(POLICY)).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(headers.get("X-Frame-Options")).toBe("DENY");
});

test("a page keeps its own policy, and is framed by nobody", () => {
  const headers = headersOf("text/html; charset=utf-8", pagePolicy({ styles: ["'sha256-abc='"] }));
  expect(headers.get(POLICY)).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-abc='; img-src 'self'; font-src 'self'; connect-src 'self'; " +
      "manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  );
  expect(headers.get("X-Frame-Options")).toBe("DENY");
});

test("only what says that anybody may frame it can be framed", () => {
  expect(headersOf("text/html", "default-src 'none'; frame-ancestors *").has("X-Frame-Options")).toBe(false);
});
