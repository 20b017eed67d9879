import { vi } from "vitest";
import { type Answer, get, request, sleep } from "../../support/http";
import type { TestServer } from "../../support/server";
import { PUBLIC_READS } from "./public-reads";

const GONE = "gone_";

const tablesOf = async (server: TestServer, like: string) =>
  (
    await server.sql<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE ? AND name NOT LIKE '%sqlite%' AND name NOT LIKE '\\_%' ESCAPE '\\'",
      like,
    )
  ).map(({ name }) => name);

/** Renames tables in one statement: one by one, each would cost a request. */
const rename = (server: TestServer, names: readonly string[], toName: (name: string) => string) =>
  server.sql(names.map((name) => `ALTER TABLE "${name}" RENAME TO "${toName(name)}"`).join(";\n"));

/** Takes every table away from the Worker; gives what puts them back. */
export async function breakDatabase(server: TestServer): Promise<() => Promise<void>> {
  await rename(server, await tablesOf(server, "%"), (name) => GONE + name);
  return async () => {
    const names = await tablesOf(server, `${GONE}%`);
    if (names.length > 0) await rename(server, names, (name) => name.slice(GONE.length));
  };
}

export type Read = { path: string } & Answer<Record<string, unknown>>;

/** Every public read, one after the other. */
export async function readAll(server: TestServer): Promise<Read[]> {
  const reads: Read[] = [];
  for (const path of PUBLIC_READS) reads.push({ path, ...(await get<Record<string, unknown>>(server, path)) });
  return reads;
}

/** Empties the edge: the next reader is answered anew. */
export const forget = (server: TestServer) =>
  request(server, "/api/internal/status/invalidate", {
    method: "POST",
    headers: { "X-Internal-Status-Token": server.secrets.STATUS_INTERNAL_WRITE_TOKEN },
  });

/** What of a page stands there without scripts. */
export const visible = (html: string): string =>
  html.replaceAll("<!-- -->", "").replace(/<script[\s\S]*?<\/script>/g, "");

/** The JSON lines that a server logs while something is done. */
export async function logOf(act: () => Promise<unknown>): Promise<Record<string, unknown>[]> {
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
  try {
    await act();
    await sleep(200);
  } finally {
    spy.mockRestore();
  }
  return written
    .flatMap((text) => text.split("\n"))
    .flatMap((line) => (line.startsWith("{") ? [JSON.parse(line)] : []));
}
