import { findKind, keyColumns, LOGS, listColumns, selectLastId, selectRows, TABLE_NAMES } from "@/db/queries/backup";
import type { Context } from "@/lib/platform/context";
import { BACKUP_FORMAT, BACKUP_VERSION, type BackupHead } from "@/lib/schemas/backup";
import { toIso } from "@/lib/schemas/times";
import { rowLine, toTrailer } from "./format";

const PAGE = 1_000;

/** State is read in one batch together with the newest id of each log, and logs up to those ids, so that the backup is consistent. */
async function* exportLines(ctx: Context): AsyncGenerator<string> {
  const { wholes, until } = await readMoment(ctx);
  const tables = Object.fromEntries(TABLE_NAMES.map((name) => [name, listColumns(name)]));
  const head: BackupHead = { format: BACKUP_FORMAT, version: BACKUP_VERSION, exported_at: toIso(ctx.now), tables };
  yield JSON.stringify(head);
  let total = 0;
  for (const name of TABLE_NAMES) {
    const trailer = toTrailer(name);
    const whole = wholes.get(name);
    const pages = whole ? [whole] : readPages(ctx, name, until.get(name));
    for await (const lines of pages)
      for (const line of lines) {
        trailer.add(line);
        yield rowLine(name, line);
      }
    const { rows, ...rest } = trailer.close();
    total += rows;
    yield JSON.stringify({ ...rest, rows });
  }
  yield JSON.stringify({ end: true, rows: total });
}

async function readMoment({ db }: Context) {
  const states = TABLE_NAMES.filter((name) => findKind(name) === "state");
  const [first, ...rest] = [
    ...states.map((name) => selectRows(db, name)),
    ...LOGS.map((name) => selectLastId(db, name)),
  ];
  if (!first) throw new TypeError("there are tables");
  const results = (await db.batch([first, ...rest])) as unknown[][];
  const wholes = new Map(states.map((name, i) => [name, (results[i] as { line: string }[]).map(({ line }) => line)]));
  const until = new Map(
    LOGS.map((name, i) => [name, (results[states.length + i] as { last: number }[])[0]?.last ?? 0]),
  );
  return { wholes, until };
}

/** A table's rows, page by page, each starting after the last row of the one before. */
export async function* readPages({ db }: Context, name: string, until?: number): AsyncGenerator<string[]> {
  const key = keyColumns(name);
  let after: unknown[] | undefined;
  for (;;) {
    const rows = await selectRows(db, name, { after, until, limit: PAGE });
    if (rows.length > 0) yield rows.map(({ line }) => line);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    const values = JSON.parse(last.line) as unknown[];
    after = key.map((position) => values[position]);
  }
}

/** A backup as a stream that is produced while the client reads it. */
export function streamBackup(ctx: Context): ReadableStream<Uint8Array> {
  const lines = exportLines(ctx);
  const text = new TextEncoder();
  return new ReadableStream(
    {
      async pull(stream) {
        let chunk = "";
        while (chunk.length < 64 * 1024) {
          const { value, done } = await lines.next();
          if (done) {
            if (chunk) stream.enqueue(text.encode(chunk));
            return stream.close();
          }
          chunk += `${value}\n`;
        }
        stream.enqueue(text.encode(chunk));
      },
      cancel: async () => {
        await lines.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
