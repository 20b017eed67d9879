import { setTimeout as sleep } from "node:timers/promises";
import { InvalidateResult } from "../../lib/schemas/internal";
import { type LiveAnswer, readAnswer, requestSite } from "../live-site";
import { type Finding, failure, ok } from "./finding";

/** The addresses by which the edge cache is judged, and the `Cache-Control` that we give each (contract §9.1). */
export const JUDGED = {
  "/": "public, max-age=0",
  "/badge.svg": "public, max-age=60",
  "/api/status/public/surfaces": "public, max-age=60",
} as const;

/** Cached, whether or not it is being renewed meanwhile. */
const CACHED = ["HIT", "UPDATING", "STALE"];

/** What the edge reads and keeps to itself: where a reader sees one, nothing has read it. */
const OURS_ALONE = ["Cache-Tag", "Cloudflare-CDN-Cache-Control", "CDN-Cache-Control"];

/** The longest that a cached response lives while the Worker answers, in seconds. */
export const LIFE_S = 60;

const ENCODINGS = { "Accept-Encoding": "gzip, br" };

type Fault = { says: string; remedy: string };

const faultsIn = ({ headers }: LiveAnswer, control: string): Fault[] => {
  const cached = headers.get("CF-Cache-Status");
  const seen = headers.get("Cache-Control");
  const leaked = OURS_ALONE.filter((name) => headers.has(name));
  const age = Number(headers.get("Age") ?? 0);
  const faults: (Fault | false)[] = [
    seen !== control && {
      says: `Cache-Control is "${seen}" instead of "${control}"`,
      remedy: "the zone's Browser Cache TTL rewrites it: set Respect Existing Headers (Caching → Configuration)",
    },
    !CACHED.includes(cached ?? "") && {
      says: `the second answer's CF-Cache-Status is ${cached ?? "absent"}`,
      remedy: "Workers Cache is off or caches nothing: docs/platform.md says what readers then see",
    },
    leaked.length > 0 && {
      says: `${leaked.join(" and ")} leave the edge`,
      remedy: "Workers Cache has not read them, so it caches nothing: docs/platform.md",
    },
    headers.get("Content-Encoding") === null && {
      says: "it is not compressed, though gzip and br were asked for",
      remedy: "Speed → Content compression; the page is seven times as large without",
    },
    age > LIFE_S && { says: `its Age is ${age} s`, remedy: `nothing of ours may be older than ${LIFE_S} s` },
  ];
  return faults.filter((fault): fault is Fault => fault !== false);
};

/** A tick purges each minute, which may fall between two requests. */
const ATTEMPTS = 3;

/** Asks an address twice and judges the second answer, which the edge cache gives. */
async function checkAddress(url: string, path: keyof typeof JUDGED, pauseMs: number): Promise<Finding> {
  const what = `cache of ${path}`;
  let faults: Fault[] = [];
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { status } = await requestSite(url, path, { headers: ENCODINGS });
    if (status === 404) return ok(what, "not judged: nothing is public");
    await sleep(pauseMs);
    const second = await requestSite(url, path, { headers: ENCODINGS });
    if (second.status !== 200) return failure(what, `answered ${second.status}`);
    faults = faultsIn(second, JUDGED[path]);
    if (faults.length === 0)
      return ok(what, `as we wrote it: ${JUDGED[path]}, ${second.headers.get("CF-Cache-Status")}`);
  }
  return failure(what, faults.map(({ says }) => says).join("; "), faults[0]?.remedy);
}

/** Whether the edge cache works and leaves our headers as they are, for each judged address. */
export const checkCache = (url: string, pauseMs = 1_000): Promise<Finding[]> =>
  Promise.all(
    (Object.keys(JUDGED) as (keyof typeof JUDGED)[]).map((path) =>
      checkAddress(url, path, pauseMs).catch((error: Error) => failure(`cache of ${path}`, error.message)),
    ),
  );

/** Purges a live site's edge cache; null, or why it was not purged. */
export async function purgeSite(url: string, token: string): Promise<string | null> {
  const headers = { "X-Internal-Status-Token": token };
  const answer = await requestSite(url, "/api/internal/status/invalidate", { method: "POST", headers });
  if (answer.status !== 200) return `it answered ${answer.status}`;
  return readAnswer(answer, InvalidateResult).purged ? null : "Cloudflare refused: its limit is about five a minute";
}
