import { runBatch } from "@/db/client";
import {
  countHistory,
  countRows,
  emptyTables,
  insertRows,
  LOGS,
  listColumns,
  NOISE,
  selectDeleteTriggers,
  TABLE_NAMES,
} from "@/db/queries/backup";
import { silenceWaiting } from "@/db/queries/notice-events";
import { insertAction } from "@/db/queries/operator-actions";
import type { Operator } from "@/lib/integrations/access/verify-operator";
import type { Context } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/problems";
import { BackupHead, BackupTrailer, type RestoreResult } from "@/lib/schemas/backup";
import { purgePublic } from "@/lib/services/public/purge";
import { readPages } from "./export";
import { rowLine, toTrailer } from "./format";

/** The lines of a file, decoded as they are read: the whole file is never in memory as text. */
function* readLines(bytes: Uint8Array): Generator<string> {
  const text = new TextDecoder("utf-8", { fatal: true });
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from);
    const to = end === -1 ? bytes.length : end;
    yield text.decode(bytes.subarray(from, to));
    from = to + 1;
  }
}

const unusable = (why: string) => new AppError("unusable_backup", why);

type Manifest = { head: BackupHead; trailers: readonly BackupTrailer[]; rows: number };

/** Verifies a whole backup before anything is written: its form, and each table's row count and hash (422). */
function verifyBackup(bytes: Uint8Array): Manifest {
  try {
    return verifyLines(readLines(bytes));
  } catch (error) {
    throw error instanceof AppError ? error : unusable("the file is damaged");
  }
}

function verifyLines(lines: Generator<string>): Manifest {
  const first = lines.next();
  const head = first.done ? null : BackupHead.safeParse(JSON.parse(first.value));
  if (!head?.success) throw unusable("this is no backup of a version that can be read here");
  requireKnownTables(head.data);
  const trailers = Object.keys(head.data.tables).map((name) => verifyTable(name, lines));
  const rows = trailers.reduce((sum, trailer) => sum + trailer.rows, 0);
  const last = lines.next();
  if (last.done || last.value !== JSON.stringify({ end: true, rows })) throw unusable("its end is missing");
  if (!lines.next().done) throw unusable("there is data after its end");
  return { head: head.data, trailers, rows };
}

/** A backup of other tables has to be restored by the release that made it, and migrated there. */
function requireKnownTables({ tables }: BackupHead): void {
  const here = Object.fromEntries(TABLE_NAMES.map((name) => [name, listColumns(name)]));
  if (JSON.stringify(tables) !== JSON.stringify(here)) throw unusable("its tables are not those of this release");
}

function verifyTable(name: string, lines: Generator<string>): BackupTrailer {
  const counted = toTrailer(name);
  for (let next = lines.next(); !next.done; next = lines.next()) {
    if (!next.value.startsWith("[")) return requireTrailer(counted.close(), next.value);
    counted.add(parseRow(name, next.value));
  }
  throw unusable(`${name}: it breaks off`);
}

function requireTrailer(counted: BackupTrailer, line: string): BackupTrailer {
  const parsed = BackupTrailer.safeParse(JSON.parse(line));
  const isSame = parsed.success && JSON.stringify(parsed.data) === JSON.stringify(counted);
  if (!isSame) throw unusable(`${counted.table}: its rows are not those that were exported`);
  return counted;
}

function parseRow(name: string, line: string): string {
  const row = line.slice(rowLine(name, "").length - 1, -1);
  if (rowLine(name, row) !== line) throw unusable(`${name}: a row of another table is among its rows`);
  return row;
}

const CHUNK_ROWS = 500;
const CHUNK_CHARACTERS = 400_000;

/** Verifies a backup, writes it into an empty database (`replace`: or one that was only seeded), reads it back and verifies it again. */
export async function importBackup(
  ctx: Context,
  { actor }: Operator,
  { bytes, replace }: { bytes: Uint8Array; replace: boolean },
): Promise<RestoreResult> {
  const manifest = verifyBackup(bytes);
  await requireRoom(ctx, replace);
  await runBatch(ctx.db, emptyTables(ctx.db, await selectDeleteTriggers(ctx.db)));
  for (const { table, rows } of toChunks(bytes, manifest)) {
    const insert = insertRows(ctx.db, table, manifest.head.tables[table] ?? [], rows);
    await runBatch(ctx.db, [insert, silenceWaiting(ctx.db, ctx.clock())]); // inserting a revision also inserts what subscribers may be told
  }
  await verifyTables(ctx, manifest);
  const tables = Object.fromEntries(manifest.trailers.map(({ table, rows }) => [table, rows]));
  const result = { rows: manifest.rows, tables };
  const asked = { exported_at: manifest.head.exported_at, replace };
  await runBatch(ctx.db, [
    insertAction(ctx.db, { requestId: null, actor, action: "import", asked, result }, ctx.clock()),
  ]);
  return { ...result, purged: await purgePublic(ctx) };
}

async function requireRoom({ db }: Context, replace: boolean): Promise<void> {
  const [history, ...counts] = await db.batch([countHistory(db), ...TABLE_NAMES.map((name) => countRows(db, name))]);
  const filled = TABLE_NAMES.filter((_, i) => Number(counts[i]?.[0]?.rows ?? 0) > 0);
  const lasting = filled.filter((name) => LOGS.includes(name) && name !== "status_audit_log");
  if (Number(history[0]?.rows ?? 0) > 0 || lasting.length > 0)
    throw new AppError("not_empty", "it has a history of its own, which can't be deleted: restore into a new database");
  const standing = filled.filter((name) => !NOISE.includes(name));
  const reason = `there are rows in ${standing.join(", ")}; replace=1 accepts a database that was only seeded`;
  if (!replace && standing.length > 0) throw new AppError("not_empty", reason);
}

/** The rows of a verified file, in chunks that one statement can insert. */
function* toChunks(bytes: Uint8Array, { trailers }: Manifest): Generator<{ table: string; rows: string[] }> {
  const lines = readLines(bytes);
  lines.next();
  for (const { table, rows: count } of trailers) {
    let rows: string[] = [];
    let size = 0;
    for (let i = 0; i < count; i++) {
      const row = parseRow(table, lines.next().value ?? "");
      if (rows.length === CHUNK_ROWS || (rows.length > 0 && size + row.length > CHUNK_CHARACTERS)) {
        yield { table, rows };
        [rows, size] = [[], 0];
      }
      rows.push(row);
      size += row.length;
    }
    if (rows.length > 0) yield { table, rows };
    lines.next();
  }
}

async function verifyTables(ctx: Context, { trailers }: Manifest): Promise<void> {
  for (const { table, rows, sha256 } of trailers) {
    const trailer = toTrailer(table);
    for await (const page of readPages(ctx, table)) for (const row of page) trailer.add(row);
    const counted = trailer.close();
    if (counted.rows !== rows || counted.sha256 !== sha256)
      throw unusable(`${table}: the written rows differ from the file; another client is writing`);
  }
}
