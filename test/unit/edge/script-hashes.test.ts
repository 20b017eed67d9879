import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { isOwnScript, nextPage } from "@/lib/server/next-page";

const BEGIN = "(self.__next_f=self.__next_f||[]).push([0])";
const push = (json: string) => `self.__next_f.push(${json})`;

/** As the servers of this version of Next have written them. */
const OWN = [
  BEGIN,
  push(String.raw`[1,"0:{\"P\":null,\"b\":\"\u003cscript\u003e\"}\n"]`),
  push('[3,"AAEC"]'),
  `${BEGIN};${push('[2,["k0",{"typed":"x"}]]')}`,
];

test.each(OWN)("Next's own statement is known: %s", (script) => {
  expect(isOwnScript(script)).toBe(true);
});

const FOREIGN = [
  "alert(1)",
  "",
  " ",
  `${BEGIN};alert(1)`,
  `${BEGIN}${push('[1,""]')}`,
  `alert(1);${BEGIN}`,
  push('[1,"a"]);alert(1,[""]'),
  `${push('[1,"a"]')};alert(1)`,
  `${push('[1,"a"]')},alert(1)`,
  push("[1,alert(1)]"),
  push("[1,`a`]"),
  push("[1,'a']"),
  push('[1,"a"+alert("b")]'),
  push('[alert(1),"a"]'),
  push("[1]"),
  push('[1,"a","b"]'),
  push('[1,{"a":1}]'),
  push('[0,"a"]'),
  push('[4,"a"]'),
  push('{"length":2}'),
  push('[1,"<!--<script>"]'),
  push('[2,"</script"]'),
  push(""),
  `self.__next_f.push.call(self,[1,"a"])`,
  ` ${push('[1,"a"]')}`,
  `${push('[1,"a"]')}\n//)`,
  `${push('[1,"a"]')} alert(1)`,
  `self.__next_s=[]`,
  `$RC("B:0","S:0")`,
];

test.each(FOREIGN)("what anybody else wrote is not: %s", (script) => {
  expect(isOwnScript(script)).toBe(false);
});

const page = (html: string, headers: Record<string, string> = {}) =>
  new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8", ...headers } });
const policyOf = async (html: string) => (await nextPage(page(html))).headers.get("Content-Security-Policy") ?? "";
const sourceOf = (script: string) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

test("a page's policy names the hashes of its own scripts, once each, and of no other", async () => {
  const flight = push('[1,"é 状態"]');
  const html = `<body><script>${BEGIN}</script><script>alert(1)</script><p>${flight}</p><script>${flight}</script><script>${flight}</script><script src="/a.js"></script><script type="module">${push('[1,"x"]')}</script></body>`;
  const [scripts] = (await policyOf(html)).split("; ").filter((directive) => directive.startsWith("script-src"));
  expect(scripts).toBe(`script-src 'self' ${sourceOf(BEGIN)} ${sourceOf(flight)}`);
});

test("an unfinished script names nothing", async () => {
  expect(await policyOf(`<script>${BEGIN}`)).toContain("script-src 'self';");
});

test("no page allows what is inline by its word", async () => {
  const policy = await policyOf("<p>");
  expect(policy).not.toMatch(/unsafe|\*|https?:|data:/);
  expect(policy).toMatch(/^default-src 'none'; /);
});

test("a page of Next's has its policy whatever its status, and no cache holds it; a document that brings its own policy keeps it", async () => {
  const script = `<script>${BEGIN}</script>`;
  const own = "default-src 'none'; frame-ancestors *";
  for (const status of [200, 404, 500]) {
    const { headers } = await nextPage(new Response(script, { status, headers: { "Content-Type": "text/html" } }));
    expect(headers.get("Content-Security-Policy")).toContain(sourceOf(BEGIN));
    expect(headers.get("Cache-Control")).toBe("no-store");
  }
  const framed = await nextPage(page(script, { "Content-Security-Policy": own }));
  expect(framed.headers.get("Content-Security-Policy")).toBe(own);
});
