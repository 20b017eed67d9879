import { columnsOf, TABLE_NAMES } from "@/db/queries/backup";
import { AppError } from "@/lib/errors";
import { BackupHead, BackupSeal } from "@/lib/schemas/backup";
import { rowLine, sealOf } from "./export-backup";

/** The lines of a file, decoded as they are asked for: the whole of it is never a text. */
export function* linesOf(bytes: Uint8Array): Generator<string> {
  const text = new TextDecoder("utf-8", { fatal: true });
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from);
    const to = end === -1 ? bytes.length : end;
    yield text.decode(bytes.subarray(from, to));
    from = to + 1;
  }
}

const unusable = (why: string) => new AppError("unusable_backup", why);

/** What a backup says that it holds. */
export type Manifest = { head: BackupHead; seals: readonly BackupSeal[]; rows: number };

/** Reads a backup from end to end before anything is written: its form, and each table's count and hash (422). */
export function verifyBackup(bytes: Uint8Array): Manifest {
  try {
    return verifyLines(linesOf(bytes));
  } catch (error) {
    throw error instanceof AppError ? error : unusable("the file is damaged");
  }
}

function verifyLines(lines: Generator<string>): Manifest {
  const first = lines.next();
  const head = first.done ? null : BackupHead.safeParse(JSON.parse(first.value));
  if (!head?.success) throw unusable("this is no backup of a version that can be read here");
  requireKnownTables(head.data);
  const seals = Object.keys(head.data.tables).map((name) => verifyTable(name, lines));
  const rows = seals.reduce((sum, seal) => sum + seal.rows, 0);
  const last = lines.next();
  if (last.done || last.value !== JSON.stringify({ end: true, rows })) throw unusable("its end is missing");
  if (!lines.next().done) throw unusable("something follows its end");
  return { head: head.data, seals, rows };
}

/** A backup of other tables is restored by the release that made it, and migrated there. */
function requireKnownTables({ tables }: BackupHead): void {
  const here = Object.fromEntries(TABLE_NAMES.map((name) => [name, columnsOf(name)]));
  if (JSON.stringify(tables) !== JSON.stringify(here)) throw unusable("its tables are not those of this release");
}

function verifyTable(name: string, lines: Generator<string>): BackupSeal {
  const counted = sealOf(name);
  for (let next = lines.next(); !next.done; next = lines.next()) {
    if (!next.value.startsWith("[")) return requireSeal(counted.close(), next.value);
    counted.add(rowOf(name, next.value));
  }
  throw unusable(`${name}: it breaks off`);
}

function requireSeal(counted: BackupSeal, line: string): BackupSeal {
  const told = BackupSeal.safeParse(JSON.parse(line));
  const isSame = told.success && JSON.stringify(told.data) === JSON.stringify(counted);
  if (!isSame) throw unusable(`${counted.table}: its rows are not those that were exported`);
  return counted;
}

/** The row of a line, as it was hashed. */
export function rowOf(name: string, line: string): string {
  const row = line.slice(rowLine(name, "").length - 1, -1);
  if (rowLine(name, row) !== line) throw unusable(`${name}: a row of another table is among its rows`);
  return row;
}
