import { BYPASS, HIT, MAX_AGE, MISS, type Rule, twice } from "./ask";

/** What is stored, and under which key. */
const KEYS: Rule[] = [
  {
    source: "cache-keys",
    says: "the query is part of the key, and its order matters",
    answers: [{ headers: MAX_AGE }],
    steps: [{ expects: MISS }, { query: "?a=1&b=2", expects: { asked: [{ method: "GET" }] } }],
  },
  {
    source: "cache-keys",
    says: "a trailing slash makes another key",
    answers: [{ headers: MAX_AGE }],
    steps: [{ expects: MISS }, { query: "/", expects: { status: 404 } }],
  },
  {
    source: "cache-keys",
    says: "the host is no part of the key, nor are headers that Vary does not name",
    answers: [{ headers: MAX_AGE }],
    steps: [
      { expects: MISS },
      { headers: { "User-Agent": "another", "Accept-Language": "de", Cookie: "a=b" }, expects: HIT },
    ],
  },
  {
    source: "cache-keys",
    says: "headers that poison caches are part of the key",
    answers: [{ headers: MAX_AGE }],
    steps: [
      { expects: MISS },
      { headers: { "X-Forwarded-Host": "evil.example" }, expects: MISS },
      { headers: { "X-Forwarded-Scheme": "https" }, expects: HIT },
    ],
  },
  {
    source: "cache-keys",
    says: "HEAD and GET share an entry, and HEAD becomes GET to the Worker",
    answers: [{ headers: MAX_AGE, body: "whole" }],
    steps: [
      { method: "HEAD", expects: { ...MISS, body: "" } },
      { expects: { ...HIT, body: "whole" } },
      { method: "HEAD", expects: { ...HIT, body: "" } },
    ],
  },
  {
    source: "limitations",
    says: "other methods always invoke the Worker",
    answers: [{ headers: MAX_AGE }],
    steps: [
      { expects: MISS },
      { method: "POST", expects: { cache: "BYPASS", asked: [{ method: "POST" }] } },
      { method: "DELETE", expects: { cache: "BYPASS" } },
    ],
  },
  {
    source: "configuration",
    says: "Vary makes a variant of each value, compared verbatim",
    answers: [{ headers: { ...MAX_AGE, Vary: "Accept-Language" } }],
    steps: [
      { headers: { "Accept-Language": "de" }, expects: MISS },
      { headers: { "Accept-Language": "de;q=1" }, expects: MISS },
      { headers: { "Accept-Language": "de" }, expects: HIT },
    ],
  },
  {
    source: "configuration",
    says: "Vary: * is never stored",
    answers: [{ headers: { ...MAX_AGE, Vary: "*" } }],
    steps: twice(BYPASS),
  },
];

const STORING: Rule[] = [
  {
    source: "configuration",
    says: "a 200 without Cache-Control is stored (2 hours), a 404 too (3 minutes)",
    answers: [{ body: "a" }],
    steps: [{ expects: MISS }, { expects: HIT }],
  },
  {
    source: "configuration",
    says: "a 404 without Cache-Control is stored",
    answers: [{ status: 404 }],
    steps: [{ expects: MISS }, { expects: { ...HIT, status: 404 } }],
  },
  {
    source: "configuration",
    says: "a status that is not in the table of default lives is not stored",
    answers: [{ status: 403 }],
    steps: twice(MISS),
  },
  {
    source: "configuration",
    says: "an explicit life stores such a status",
    answers: [{ status: 403, headers: MAX_AGE }],
    steps: [{ expects: MISS }, { expects: HIT }],
  },
  ...[206, 520, 526].map(
    (status): Rule => ({
      source: "limitations",
      says: `${status} is never stored`,
      answers: [{ status, headers: MAX_AGE, body: "part" }],
      steps: twice({ ...MISS, status }),
    }),
  ),
  ...["no-store", "private", "private, max-age=60"].map(
    (control): Rule => ({
      source: "configuration",
      says: `${control} bypasses`,
      answers: [{ headers: { "Cache-Control": control } }],
      steps: twice(BYPASS),
    }),
  ),
  {
    source: "configuration",
    says: "Set-Cookie bypasses",
    answers: [{ headers: { ...MAX_AGE, "Set-Cookie": "a=b" } }],
    steps: twice(BYPASS),
  },
  {
    source: "configuration",
    says: "a cookie that no-cache sets aside is left out of what is stored",
    answers: [{ headers: { "Cache-Control": 'public, max-age=60, no-cache="set-cookie"', "Set-Cookie": "a=b" } }],
    steps: [{ expects: MISS }, { expects: HIT, lacks: ["set-cookie"] }],
  },
  {
    source: "configuration",
    says: "a request with Authorization is stored only where public, must-revalidate or s-maxage says so",
    answers: [{ headers: { "Cache-Control": "max-age=60" } }, { headers: MAX_AGE }],
    steps: [
      { headers: { Authorization: "Bearer a" }, expects: BYPASS },
      { headers: { Authorization: "Bearer a" }, expects: MISS },
      { expects: HIT },
    ],
  },
  {
    source: "configuration",
    says: "Cloudflare-CDN-Cache-Control is heard first, and stripped as Cache-Tag is",
    answers: [
      {
        headers: {
          "Cloudflare-CDN-Cache-Control": "max-age=60",
          "CDN-Cache-Control": "no-store",
          "Cache-Control": "no-store",
          "Cache-Tag": "a",
        },
      },
    ],
    steps: [
      { expects: MISS, lacks: ["cloudflare-cdn-cache-control", "cache-tag"] },
      { expects: HIT, lacks: ["cloudflare-cdn-cache-control", "cache-tag"] },
    ],
  },
  {
    source: "configuration",
    says: "CDN-Cache-Control is heard before Cache-Control, and passed on",
    answers: [{ headers: { "CDN-Cache-Control": "no-store", "Cache-Control": "public, max-age=60" } }],
    steps: twice({ ...BYPASS, headers: { "cdn-cache-control": "no-store" } }),
  },
  {
    source: "configuration",
    says: "both are stripped from what is not stored, too",
    answers: [{ headers: { "Cloudflare-CDN-Cache-Control": "no-store", "Cache-Tag": "a" } }],
    steps: [{ expects: BYPASS, lacks: ["cloudflare-cdn-cache-control", "cache-tag"] }],
  },
];

export const STORING_RULES: readonly Rule[] = [...KEYS, ...STORING];
