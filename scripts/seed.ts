import { parseArgs } from "node:util";
import * as z from "zod";
import { SeedResult } from "../lib/schemas/internal";
import { readAnswer, readSiteUrl, requestSite } from "./live-site";
import { main, PlainError, readCommand } from "./terminal";

const USAGE = `npm run seed -- --worker-url https://status.raxx.app [--token …]

Inserts the rows of surfaces that are in the live site's registry but not in its database, as UNKNOWN.
The token is STATUS_INTERNAL_WRITE_TOKEN of the environment, unless --token is given, which stays in the shell's history.`;

const Surfaces = z.object({ surfaces: z.array(z.object({ id: z.string() })) });

/** Each surface of the live site's registry, in its order; `isNew` if it was inserted. */
type Seeded = { id: string; isNew: boolean }[];

/** Inserts the live registry's missing rows (contract §4.4). Existing rows are never touched, so it may run at any time. */
export async function seedSite(url: string, token: string): Promise<Seeded> {
  const headers = { "X-Internal-Status-Token": token };
  const request = async <T>(path: string, method: string, schema: z.ZodType<T>): Promise<T> => {
    const answer = await requestSite(url, `/api/internal/status/${path}`, { method, headers });
    if (answer.status === 200) return readAnswer(answer, schema);
    throw new PlainError(`${path} answered ${answer.status}: ${REASONS[answer.status] ?? answer.text.slice(0, 300)}`);
  };
  const { inserted } = await request("seed", "POST", SeedResult);
  const { surfaces } = await request("snapshot", "GET", Surfaces);
  return surfaces.map(({ id }) => ({ id, isNew: inserted.includes(id) }));
}

const REASONS: Record<number, string> = {
  401: "this is not its STATUS_INTERNAL_WRITE_TOKEN",
  404: "no such endpoint; is this the status page's URL?",
  503: "STATUS_INTERNAL_WRITE_TOKEN is not set there, or its database does not respond",
};

/** One line for each surface, and the totals. */
export function describeSeeded(seeded: Seeded): string {
  const width = Math.max(0, ...seeded.map(({ id }) => id.length));
  const lines = seeded.map(({ id, isNew }) => `  ${id.padEnd(width)}  ${isNew ? "inserted" : "existing"}`);
  const inserted = seeded.filter(({ isNew }) => isNew).length;
  return [...lines, `${inserted} inserted, ${seeded.length - inserted} existing`].join("\n");
}

/** The site and the token of a command line; a token may begin with a dash, which `parseArgs` takes as a value in `--token=…` only. */
export const readOptions = (given: readonly string[]) =>
  readCommand(USAGE, () => {
    const at = given.indexOf("--token");
    const args = at < 0 ? [...given] : given.toSpliced(at, 2, `--token=${given[at + 1] ?? ""}`);
    const options = { "worker-url": { type: "string" }, token: { type: "string" } } as const;
    const { "worker-url": url, token = process.env.STATUS_INTERNAL_WRITE_TOKEN } = parseArgs({ args, options }).values;
    if (!url) throw new PlainError("--worker-url is missing.");
    if (!token) throw new PlainError("No token: set STATUS_INTERNAL_WRITE_TOKEN or pass --token.");
    return { url: readSiteUrl(url), token };
  });

/** `npm run seed`: seeds a live site (contract §4.4). */
async function seed(): Promise<void> {
  const { url, token } = readOptions(process.argv.slice(2));
  console.log(describeSeeded(await seedSite(url, token)));
}

if (import.meta.main) await main(seed);
