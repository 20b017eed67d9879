import fc from "../../support/fast-check";

/** Texts that have broken somebody before. */
const NASTY = [
  "",
  " ",
  "0",
  "-1",
  "null",
  "undefined",
  "true",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "'; DROP TABLE surface_state; --",
  '" OR 1=1 --',
  "<script>alert(1)</script>",
  "{{7*7}}",
  "$" + "{jndi:ldap://x}",
  "%00",
  "\u0000",
  "\u202e",
  "\ud800",
  "é\u0301\u0301\u0301",
  "𝕊𝕥𝕒𝕥𝕦𝕤",
  "🔥".repeat(70),
  "../../../etc/passwd",
  "..\\..\\windows",
  "a".repeat(281),
  "1e999",
  "NaN",
  "9007199254740993",
  "2026-13-45T99:99:99Z",
  "+275761-01-01T00:00:00Z",
  "-000001-01-01T00:00:00Z",
  "0000-01-01T00:00:00Z",
];

export const nastyText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 300 }) },
);

export const nastyValue: fc.Arbitrary<unknown> = fc.oneof(
  nastyText,
  fc.double(),
  fc.constantFrom(null, true, false, [], {}, [[]], 0, -0, -1, 1e308, Number.MAX_SAFE_INTEGER, 2 ** 53),
  fc.jsonValue({ maxDepth: 3 }),
);

const deep = fc.tuple(fc.constantFrom("[", '{"a":'), fc.constantFrom(20, 500, 6000)).map(([open, times]) => {
  const close = open === "[" ? "]" : "}";
  return `${open.repeat(times)}1${close.repeat(times)}`;
});

const broken = fc.constantFrom(
  "",
  "{",
  "}",
  "null",
  "7",
  '"text"',
  "[]",
  "{}",
  "[[]]",
  "NaN",
  '{"a":NaN}',
  '{"a":Infinity}',
  '{"a":1,}',
  "{'a':1}",
  '{"a":1e999}',
  '{"a":123456789012345678901234567890}',
  '{"a":"\\ud800"}',
  '"\\udfff\\ud800"',
  "\ufeff{}",
  '{"__proto__":{"state":"DOWN"}}',
  '{"constructor":{"prototype":{"a":1}}}',
  '{"a":1,"a":2,"a":[3]}',
  "a=1&b=2",
  "<xml/>",
  "\u0000",
);

const badBytes = fc.uint8Array({ minLength: 1, maxLength: 60 });

/** Bodies that no endpoint has a use for. */
export const uselessBody: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  { weight: 6, arbitrary: broken },
  { weight: 3, arbitrary: fc.json({ maxDepth: 4 }) },
  { weight: 2, arbitrary: fc.json({ maxDepth: 4 }).map((text) => text.slice(0, Math.floor(text.length / 2))) },
  { weight: 2, arbitrary: badBytes },
  { weight: 1, arbitrary: deep },
);

/** A sound body with one thing wrong with it, or nothing. */
export const mutated = (sound: Record<string, unknown>): fc.Arbitrary<string> => {
  const names = Object.keys(sound);
  const name = fc.constantFrom(...names, "__proto__", "extra");
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(JSON.stringify(sound)) },
    { weight: 8, arbitrary: fc.tuple(name, nastyValue).map(([key, value]) => withKey(sound, key, value)) },
    { weight: 2, arbitrary: name.map((key) => JSON.stringify({ ...sound, [key]: undefined })) },
    { weight: 1, arbitrary: fc.nat(200).map((at) => JSON.stringify(sound).slice(0, at)) },
    { weight: 1, arbitrary: name.map((key) => `{"${key}":null,${JSON.stringify(sound).slice(1)}`) },
    { weight: 1, arbitrary: name.map((key) => `${JSON.stringify(sound).slice(0, -1)},"${key}":[1e999]}`) },
    { weight: 1, arbitrary: fc.constantFrom(`\ufeff${JSON.stringify(sound)}`, JSON.stringify([[sound]])) },
  );
};

/** As text, since an object would take `__proto__` for its own. */
function withKey(sound: Record<string, unknown>, key: string, value: unknown): string {
  const rest = Object.entries(sound).filter(([name]) => name !== key);
  const members = [...rest, [key, value]].map(
    ([name, its]) => `${JSON.stringify(name)}:${JSON.stringify(its ?? null)}`,
  );
  return `{${members.join(",")}}`;
}

const JSON_TYPES = ["application/json", "application/json; charset=utf-8", "Application/JSON"];
const OTHER_TYPES = [
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "application/jsonp",
  ";;",
  "",
];

export const contentType = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...JSON_TYPES) },
  { weight: 1, arbitrary: fc.constantFrom(...OTHER_TYPES) },
);

/** A header's value as wires let it through: latin-1 without controls. */
const headerText = fc.oneof(
  nastyText.map((text) => text.replace(/[^ -~\u00a0-\u00ff]/g, "")),
  fc.constantFrom("*", ",,,", ";q=", "x".repeat(3000), "\u00e9\u00ff", '"', "W/", "bytes="),
);

const HEADERS: Record<string, readonly string[]> = {
  "Accept-Language": ["de", "fr-CH, fr;q=0.9, *;q=0.5", "ja;q=NaN", "en;q=-1, de;q=2", "x-klingon", "de,".repeat(500)],
  Range: ["bytes=0-", "bytes=-1", "bytes=5-2", "bytes=0-0,2-3", "bytes=99999999999999999999-", "lines=1-2"],
  "If-None-Match": ["*", '"x"', 'W/"abc-1"', '"-"', '"a-zzzzzzzzzzzz"', `${'"x",'.repeat(400)}"y"`],
  "If-Modified-Since": ["Thu, 01 Jan 1970 00:00:00 GMT", "yesterday", "0"],
  "If-Match": ["*", '"x"'],
  Accept: ["*/*", "application/json", "text/x-component", "image/*;q=2", "/"],
  "Accept-Encoding": ["gzip", "br;q=1, *;q=0", "identity;q=0", "zstd"],
  "Content-Encoding": ["gzip", "br", "identity", "x"],
  RSC: ["1", "0"],
  "Next-Router-Prefetch": ["1", "2"],
  "Next-Router-Segment-Prefetch": ["/_tree", "/__PAGE__", "/../x"],
  "Next-Router-State-Tree": ["%5B%22%22%5D", "[", "%", "{}"],
  "Next-Url": ["/", "/ops", "//x"],
  "Next-Action": ["x", "40".repeat(21), "__proto__"],
  "X-Middleware-Subrequest": ["middleware", "src/middleware:src/middleware"],
  "X-Middleware-Rewrite": ["http://127.0.0.1:9/"],
  "X-Nextjs-Data": ["1"],
  "X-Matched-Path": ["/ops", "/%", "/api/ops/status"],
  "X-Invoke-Path": ["/ops"],
  "X-Invoke-Status": ["500"],
  "X-Forwarded-Host": ["evil.example", "localhost:1", ","],
  "X-Forwarded-Proto": ["javascript", "https"],
  "X-HTTP-Method-Override": ["DELETE"],
  "X-Language-Chosen": ["1"],
  "X-Prerender-Revalidate": ["x"],
  Cookie: ["__prerender_bypass=x", "__next_preview_data=x", "NEXT_LOCALE=de", "CF_Authorization=a.b.c", "=;=;"],
  Origin: ["null", "https://evil.example"],
  Host: ["evil.example", "status.raxx.app", "[::1]", "a".repeat(250), '" OR 1=1 --', ",,,", "x:99999"],
  Authorization: ["Bearer x", "Basic Og==", "x"],
};

const header = fc.constantFrom(...Object.keys(HEADERS)).chain((name) =>
  fc
    .oneof(
      { weight: 3, arbitrary: fc.constantFrom(...(HEADERS[name] ?? [])) },
      // A slash in a Host would be taken for the beginning of the path.
      { weight: 1, arbitrary: name === "Host" ? fc.constant("evil.example") : headerText },
    )
    .map((value) => [name, value] as const),
);

/** Headers of browsers, caches, proxies and of Next itself, as nobody's client sends them. */
export const oddHeaders: fc.Arbitrary<Record<string, string>> = fc
  .array(header, { maxLength: 4 })
  .map((pairs) => Object.fromEntries(pairs));
