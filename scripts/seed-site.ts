import * as z from "zod";
import { SeedResult } from "../lib/schemas/internal";
import { askSite, readAnswer } from "./live-site";
import { PlainError } from "./terminal";

const TOKEN_HEADER = "X-Internal-Status-Token";
const API = "/api/internal/status";

const Surfaces = z.object({ surfaces: z.array(z.object({ id: z.string() })) });

/** What became of each surface of the live site's registry, in its order. */
export type Seeded = { id: string; isNew: boolean }[];

/** Inserts the live registry's missing rows (runbook §6). Rows that are there are never touched, so it may be run at any time. */
export async function seedSite(url: string, token: string): Promise<Seeded> {
  const ask = async <T>(path: string, method: string, schema: z.ZodType<T>): Promise<T> => {
    const answer = await askSite(url, `${API}/${path}`, { method, headers: { [TOKEN_HEADER]: token } });
    if (answer.status === 200) return readAnswer(answer, schema);
    throw new PlainError(`${path} answered ${answer.status}: ${REASONS[answer.status] ?? answer.text.slice(0, 300)}`);
  };
  const { inserted } = await ask("seed", "POST", SeedResult);
  const { surfaces } = await ask("snapshot", "GET", Surfaces);
  return surfaces.map(({ id }) => ({ id, isNew: inserted.includes(id) }));
}

const REASONS: Record<number, string> = {
  401: "this is not its STATUS_INTERNAL_WRITE_TOKEN",
  404: "there is no such door; is this the status page's own address?",
  503: "it has no STATUS_INTERNAL_WRITE_TOKEN, or its database does not answer",
};

/** One line a surface, and the sum. */
export function describeSeeded(seeded: Seeded): string {
  const width = Math.max(0, ...seeded.map(({ id }) => id.length));
  const lines = seeded.map(({ id, isNew }) => `  ${id.padEnd(width)}  ${isNew ? "inserted" : "already there"}`);
  const inserted = seeded.filter(({ isNew }) => isNew).length;
  return [...lines, `${inserted} inserted, ${seeded.length - inserted} already there`].join("\n");
}
