import { createReadStream, createWriteStream, renameSync, statSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { accessHeaders } from "./live-site";
import { main, PlainError, say } from "./terminal";

const USAGE = `npm run ops -- export [file]            all tables into one NDJSON file
npm run ops -- import <file> [--replace] restore such a file into an empty database (--replace: or one that was only seeded)

OPS_URL is the server, http://127.0.0.1:8787 if absent. Behind Cloudflare Access, set a service token:
CF_ACCESS_CLIENT_ID and CF_ACCESS_CLIENT_SECRET.`;

const base = (process.env.OPS_URL ?? "http://127.0.0.1:8787").replace(/\/+$/, "");

async function request(path: string, init: RequestInit): Promise<Response> {
  const headers = { ...accessHeaders(), Origin: new URL(base).origin, ...(init.headers as Record<string, string>) };
  const response = await fetch(`${base}${path}`, { redirect: "manual", ...init, headers });
  if (response.ok) return response;
  const text = await response.text();
  throw new PlainError(`${path} answered ${response.status}\n${text.slice(0, 1_000)}`);
}

/** Writes to `<file>.part` first, so that an interrupted export never has the final name. */
async function exportTo(file: string): Promise<void> {
  const response = await request("/api/ops/export", {});
  const draft = `${file}.part`;
  await pipeline(Readable.fromWeb(response.body as NodeReadableStream), createWriteStream(draft, { mode: 0o600 }));
  renameSync(draft, file);
  say(`${file}: ${statSync(file).size} bytes`);
}

async function importFrom(file: string, replace: boolean): Promise<void> {
  const init = {
    method: "POST",
    headers: { "Content-Type": "application/x-ndjson", "Content-Length": String(statSync(file).size) },
    body: Readable.toWeb(createReadStream(file)),
    duplex: "half",
  } as unknown as RequestInit;
  const response = await request(`/api/ops/import?replace=${Number(replace)}`, init);
  const { rows } = (await response.json()) as { rows: number };
  say(`${rows} rows restored and read back: counts and checksums match the file`);
}

// `npm run ops -- export|import`: backup and restore over a running server's API.
await main(async () => {
  const [command, file, ...options] = process.argv.slice(2);
  if (command === "export") return exportTo(file ?? `raxx-status-${new Date().toISOString().slice(0, 10)}.ndjson`);
  if (command === "import" && file) return importFrom(file, options.includes("--replace"));
  throw new PlainError(USAGE);
});
