import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import type { SurfaceEntry } from "../../lib/schemas/registry";
import { isOwnScript } from "../../lib/server/next-page";
import { readAnswer, requestSite } from "../live-site";
import { listTriggers } from "../root";
import type { Account } from "./account";
import { LIFE_S, purgeSite } from "./check-cache";
import { type Finding, failure, ok, warning } from "./finding";

/** A live site and its account, for the checks that settle what documentation leaves open. `spanMs`: how long ages are watched. */
export type Place = {
  url: string;
  account: Account;
  databaseId: string | null;
  writeToken: string | undefined;
  /** The registry. */
  surfaces: readonly SurfaceEntry[];
  spanMs: number;
};

/** `ok`: it is as docs/platform.md assumes; a failure: it is not; a warning: it stays open, and says why. */
type Check = (place: Place) => Promise<Omit<Finding, "what">>;

const API = "/api/status/public/surfaces";
const OPEN_WITHOUT_TOKEN = warning("", "STATUS_INTERNAL_WRITE_TOKEN is not in this environment");

const Rows = z.array(z.object({ results: z.array(z.record(z.string(), z.unknown())) }));

async function queryRows({ account, databaseId }: Place, sql: string): Promise<Record<string, unknown>[]> {
  if (databaseId === null) throw new Error("the database does not exist");
  const path = `/accounts/${account.id}/d1/database/${databaseId}/query`;
  const [first] = await account.request(path, Rows, { sql });
  return first?.results ?? [];
}

/** Ten spellings of what readers' browsers send: with one copy an address, the cache knows all of them. */
const SPELLINGS = ["en", "en-US,en;q=0.9", "de", "de-DE,de;q=0.9,en;q=0.8", "fr-CH", "ja", "es-419,es", "*", "", "xx"];

const checkSpellings: Check = async ({ url }) => {
  const ask = (language: string) => requestSite(url, "/", { headers: { "Accept-Language": language } });
  await ask("en");
  const missed = [];
  for (const language of SPELLINGS) {
    const cached = (await ask(language)).headers.get("CF-Cache-Status") ?? "absent";
    if (cached !== "HIT" && cached !== "UPDATING") missed.push(`"${language}": ${cached}`);
  }
  if (missed.length <= 1) return ok("", `${SPELLINGS.length} spellings, one copy`); // one purge by a tick
  return failure("", `not answered from the copy: ${missed.join(", ")}`);
};

/** Through both tiers and with stale-while-revalidate, without a write meanwhile but the ticks'. */
const checkAges: Check = async ({ url, spanMs }) => {
  const endMs = performance.now() + spanMs;
  let oldest = 0;
  while (performance.now() < endMs) {
    oldest = Math.max(oldest, Number((await requestSite(url, API)).headers.get("Age") ?? 0));
    await sleep(Math.min(5_000, spanMs / 4));
  }
  const says = `the greatest Age was ${oldest} s`;
  return oldest <= LIFE_S ? ok("", says) : failure("", says);
};

const PURGES = 6;

const checkPurges: Check = async ({ url, writeToken }) => {
  if (!writeToken) return OPEN_WITHOUT_TOKEN;
  const refused = [];
  for (let i = 1; i <= PURGES; i++) if (await purgeSite(url, writeToken)) refused.push(i);
  if (refused.length === 0) return warning("", `${PURGES} purges in a row were all accepted: no refusal was seen`);
  return ok("", `refused: ${refused.map((i) => `the ${i}th`).join(", ")} of ${PURGES}; answered "purged": false`);
};

const checkTriggers: Check = async (place) => {
  const rows = await queryRows(place, "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name");
  const there = new Set(rows.map(({ name }) => String(name)));
  const missing = listTriggers().filter((name) => !there.has(name));
  return missing.length === 0 ? ok("", `all ${there.size} are there`) : failure("", `missing: ${missing.join(", ")}`);
};

/** A write that a trigger refuses whatever is stored: it does not raise the row's version. */
const checkRefusal: Check = async (place) => {
  const sql =
    "UPDATE surface_state SET version = version WHERE surface_id = (SELECT min(surface_id) FROM surface_state)";
  const refusal = await queryRows(place, sql).then(
    () => null,
    (error: Error) => error.message,
  );
  if (refusal === null) return failure("", "a write under an old version was accepted: two writers would lose one");
  return /version_conflict/.test(refusal)
    ? ok("", "refused as version_conflict")
    : failure("", `refused as: ${refusal}`);
};

/** A surface behind Access is asked with a token that is none. */
const checkWrongToken: Check = async ({ surfaces }) => {
  const headers = { "CF-Access-Client-Id": "none.access", "CF-Access-Client-Secret": "none" };
  const gated = surfaces.filter(({ probe_auth }) => probe_auth === "access");
  const seen = await Promise.all(
    gated.map(
      async ({ id, probe_url }) => `${id} ${await readStatus(String(probe_url), { headers, redirect: "manual" })}`,
    ),
  );
  const isRefusal = seen.every((text) => / (?:401|403|302)$/.test(text));
  return isRefusal ? ok("", seen.join(", ")) : failure("", `not refused, or not reached: ${seen.join(", ")}`);
};

const readStatus = (url: string, init: RequestInit = {}): Promise<number | string> =>
  fetch(url, { ...init, signal: AbortSignal.timeout(10_000) }).then(
    ({ status }) => status,
    () => "no response",
  );

const Probed = z.object({
  surfaces: z.array(z.object({ id: z.string(), last_probe_status_code: z.int().nullable() })),
});

/** What the Worker's probes saw beside what this machine sees: they differ where probes don't take the readers' way. */
const checkProbes: Check = async ({ url, writeToken, surfaces }) => {
  if (!writeToken) return OPEN_WITHOUT_TOKEN;
  const headers = { "X-Internal-Status-Token": writeToken };
  const snapshot = readAnswer(await requestSite(url, "/api/internal/status/snapshot", { headers }), Probed);
  const probed = surfaces.filter((entry) => entry.probe_url && entry.probe_auth !== "access");
  const compared = await Promise.all(
    probed.map(async ({ id, probe_url }) => {
      const inside = snapshot.surfaces.find((surface) => surface.id === id)?.last_probe_status_code ?? null;
      return { id, inside, outside: await readStatus(String(probe_url)) };
    }),
  );
  if (compared.every(({ inside }) => inside === null)) return warning("", "nothing was probed yet: FLAG_STATUS_PROBER");
  const differ = compared.filter(({ inside, outside }) => inside !== null && inside !== outside);
  if (differ.length === 0) return ok("", `${compared.length} surfaces answer the Worker as they answer this machine`);
  return failure("", differ.map(({ id, inside, outside }) => `${id}: ${inside} there, ${outside} here`).join("; "));
};

/** What the zone adds to HTML unless that is switched off. */
const INJECTED =
  /\/cdn-cgi\/(?:scripts|l\/email-protection|challenge-platform)|__cf_email__|static\.cloudflareinsights\.com/;

const checkInjection: Check = async ({ url }) => {
  const [found] = INJECTED.exec((await requestSite(url, "/")).text) ?? [];
  return found ? failure("", `the page has ${found} in it`) : ok("", "the page is as we wrote it");
};

const LOADS = 20;

/** Pages that Next streams, as often as a browser's first look: whole, and every inline script in one piece. */
const checkPages: Check = async ({ url }) => {
  const torn = [];
  for (let i = 1; i <= LOADS; i++) {
    const { status, text } = await requestSite(url, "/ops");
    if (status !== 200) return warning("", `/ops answered ${status}: a service token of Access opens it`);
    const scripts = [...text.matchAll(/<script>(.*?)<\/script>/gs)].map(([, script = ""]) => script);
    if (!text.trimEnd().endsWith("</html>") || !scripts.every(isOwnScript)) torn.push(i);
  }
  return torn.length === 0 ? ok("", `${LOADS} loads, none torn`) : failure("", `torn: ${torn.join(", ")} of ${LOADS}`);
};

const checkDatabase: Check = async (place) => {
  const sql = `SELECT count(*) AS ticks, sum(jobs LIKE '%"ok":false%') AS failed, sum(finished_at IS NULL) AS ended FROM cron_runs`;
  const [row] = await queryRows(place, sql);
  const [ticks, failed, ended] = [row?.ticks, row?.failed, row?.ended].map(Number);
  if (!ticks) return warning("", "no tick has run yet");
  return ok("", `of ${ticks} ticks in 7 days ${failed} had a job that failed, ${ended} did not end`);
};

/** What each check settles, by its name in docs/platform.md. */
export const SETTLES: Record<string, Check> = {
  "one copy an address": checkSpellings,
  "age over two tiers": checkAges,
  "refused purge": checkPurges,
  "triggers after migrations": checkTriggers,
  "refusal by a trigger": checkRefusal,
  "wrong service token": checkWrongToken,
  "probes take the readers' way": checkProbes,
  "nothing is injected": checkInjection,
  "Next's pages are whole": checkPages,
  "database errors": checkDatabase,
};

/** Runs every check that settles an open point of docs/platform.md, one after the other, since they share one cache. */
export async function settle(place: Place): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [what, check] of Object.entries(SETTLES)) {
    const found = await check(place).catch((error: Error) => warning("", `could not be checked: ${error.message}`));
    findings.push({ ...found, what });
  }
  return findings;
}

/** What the findings have settled, in one line. */
export function describeSettled(findings: readonly Finding[]): string {
  const named = (level: Finding["level"]) => findings.filter((found) => found.level === level).map(({ what }) => what);
  const [holds, fails, open] = [named("ok"), named("failure"), named("warning")];
  return [
    `Settled, as docs/platform.md assumes: ${holds.join(", ") || "nothing"}`,
    `Settled, and not as assumed: ${fails.join(", ") || "nothing"}`,
    `Still open: ${open.join(", ") || "nothing"}`,
  ].join("\n");
}
