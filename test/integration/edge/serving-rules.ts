import { HIT, MAX_AGE, MISS, type Rule } from "./ask";

/** How what is stored is used, and how it leaves. */
const STALE: Rule[] = [
  {
    source: "configuration",
    says: "no-cache is stored, and revalidated by its ETag each time",
    answers: [{ headers: { "Cache-Control": "no-cache", ETag: '"a"' }, body: "first" }, { status: 304 }],
    steps: [
      { expects: MISS },
      { expects: { cache: "REVALIDATED", body: "first", asked: [{ method: "GET", etag: '"a"' }] } },
    ],
  },
  {
    source: "configuration",
    says: "an expired response is replaced by a full one",
    answers: [
      { headers: { "Cache-Control": "max-age=0" }, body: "first" },
      { headers: MAX_AGE, body: "second" },
    ],
    steps: [{ expects: MISS }, { expects: { cache: "EXPIRED", body: "second" } }, { expects: HIT }],
  },
  {
    source: "configuration",
    says: "stale-while-revalidate answers at once and refreshes in the background",
    answers: [
      { headers: { "Cache-Control": "max-age=0, stale-while-revalidate=60" }, body: "first" },
      { headers: MAX_AGE, body: "second" },
    ],
    steps: [
      { expects: MISS },
      { expects: { cache: "UPDATING", body: "first", asked: [{ method: "GET" }] } },
      { expects: { ...HIT, body: "second" } },
    ],
  },
  ...["s-maxage=0", "must-revalidate", "proxy-revalidate"].map(
    (directive): Rule => ({
      source: "configuration",
      says: `${directive} turns stale-while-revalidate and stale-if-error off`,
      answers: [
        { headers: { "Cache-Control": `max-age=0, stale-while-revalidate=60, stale-if-error=60, ${directive}` } },
        { status: 500, headers: { "Cache-Control": "no-store" } },
      ],
      steps: [{ expects: MISS }, { expects: { status: 500, cache: "BYPASS" } }],
    }),
  ),
  ...[{ status: 500, headers: { "Cache-Control": "no-store" } }, { fails: true }].map(
    (failure): Rule => ({
      source: "configuration",
      says: `without stale-if-error an expired response outlives a Worker that ${failure.fails ? "throws" : "answers 500"}`,
      answers: [{ headers: { "Cache-Control": "max-age=0" }, body: "first" }, failure],
      steps: [{ expects: MISS }, { expects: { status: 200, cache: "STALE", body: "first" } }],
    }),
  ),
  {
    source: "configuration",
    says: "stale-if-error=0 lets errors through",
    answers: [
      { headers: { "Cache-Control": "max-age=0, stale-if-error=0" } },
      { status: 503, headers: { "Cache-Control": "no-store" } },
    ],
    steps: [{ expects: MISS }, { expects: { status: 503, cache: "BYPASS" } }],
  },
  {
    source: "configuration",
    says: "stale-if-error ends after its seconds",
    answers: [
      { headers: { "Cache-Control": "max-age=0, stale-if-error=1" } },
      { status: 503, headers: { "Cache-Control": "no-store" } },
    ],
    steps: [{ expects: MISS }, { expects: { cache: "STALE" } }, { afterMs: 1100, expects: { status: 503 } }],
  },
];

const OUT: Rule[] = [
  {
    source: "configuration",
    says: "a part is cut from the stored whole, which the Worker alone is asked for",
    answers: [{ headers: MAX_AGE, body: "0123456789" }],
    steps: [
      { headers: { Range: "bytes=0-3" }, expects: { ...MISS, status: 206, body: "0123" } },
      {
        headers: { Range: "bytes=-2" },
        expects: { ...HIT, status: 206, body: "89", headers: { "content-range": "bytes 8-9/10" } },
      },
      {
        headers: { Range: "bytes=20-" },
        expects: { ...HIT, status: 416, body: "", headers: { "content-range": "bytes */10" } },
      },
      { headers: { Range: "bytes=5-2" }, expects: { ...HIT, status: 200, body: "0123456789" } },
    ],
  },
  {
    source: "index",
    says: "a caller who holds the response is answered 304 by the cache",
    answers: [{ headers: { ...MAX_AGE, ETag: '"a"', "Last-Modified": "Mon, 01 Jun 2026 12:00:00 GMT" }, body: "a" }],
    steps: [
      { headers: { "If-None-Match": '"a"' }, expects: { ...MISS, status: 304 } },
      { headers: { "If-None-Match": 'W/"a"' }, expects: { ...HIT, status: 304, body: "" } },
      { headers: { "If-Modified-Since": "Mon, 01 Jun 2026 12:00:00 GMT" }, expects: { ...HIT, status: 304 } },
      { headers: { "If-None-Match": '"b"' }, expects: { ...HIT, status: 200 } },
    ],
  },
  ...["text/html", "application/json; charset=utf-8", "image/svg+xml", "application/atom+xml"].map(
    (type): Rule => ({
      source: "/speed/optimization/content/compression",
      says: `${type} is compressed, and its validator becomes weak`,
      answers: [{ headers: { ...MAX_AGE, "Content-Type": type, ETag: '"a"' }, body: "text ".repeat(100) }],
      steps: [
        {
          headers: { "Accept-Encoding": "gzip, br" },
          expects: { headers: { "content-encoding": "gzip", etag: 'W/"a"' }, body: "text ".repeat(100) },
        },
        {
          headers: { "Accept-Encoding": "gzip;q=0" },
          expects: { headers: { etag: '"a"' }, body: "text ".repeat(100) },
        },
      ],
    }),
  ),
];

export const SERVING_RULES: readonly Rule[] = [...STALE, ...OUT];
