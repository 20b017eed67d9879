import { stringify } from "csv-stringify/sync";
import { type AuditFilter, selectAuditPage } from "@/db/queries/audit-log";
import type { Context } from "@/lib/platform/context";
import type { OpsAuditPage, OpsAuditRow } from "@/lib/schemas/ops";
import type { AuditQuery } from "@/lib/schemas/ops-write";
import { viewAuditRow } from "./view";

const PAGE = 50;
const CSV_PAGE = 1_000;

const toFilter = ({ surface: surfaceId, ...query }: AuditQuery): AuditFilter => ({ surfaceId, ...query });

/** A page of the audit log, newest first; rows written meanwhile don't shift pages. One D1 round trip. */
export async function readAudit(ctx: Context, query: AuditQuery): Promise<OpsAuditPage> {
  const limit = query.limit ?? PAGE;
  const page = { before: query.before ?? null, limit: limit + 1 };
  const [selected] = await ctx.db.batch([selectAuditPage(ctx.db, toFilter(query), page)]);
  const rows = selected.slice(0, limit).map(viewAuditRow);
  return { rows, next: selected.length > limit ? String(rows.at(-1)?.id) : null };
}

const COLUMNS = [
  "id",
  "written_at",
  "effective_at",
  "surface_id",
  "actor",
  "source",
  "previous_state",
  "new_state",
  "because",
  "note",
  "public_note",
  "ticket_pending",
  "maintenance_until",
] as const satisfies readonly (keyof OpsAuditRow)[];

/** Without a byte order mark Excel reads UTF-8 as the local encoding. */
const BYTE_ORDER_MARK = "\ufeff";

/** The log as CSV, streamed a thousand rows at a time; no cell begins a formula. */
export function streamAuditCsv(ctx: Context, query: AuditQuery): ReadableStream<Uint8Array> {
  const text = new TextEncoder();
  const filter = toFilter(query);
  let before = query.before ?? null;
  return new ReadableStream(
    {
      start: (stream) => stream.enqueue(text.encode(BYTE_ORDER_MARK + csv([COLUMNS]))),
      async pull(stream) {
        const rows = await selectAuditPage(ctx.db, filter, { before, limit: CSV_PAGE });
        const cells = rows.map(viewAuditRow).map((row) => COLUMNS.map((column) => row[column]));
        if (rows.length > 0) stream.enqueue(text.encode(csv(cells)));
        if (rows.length < CSV_PAGE) stream.close();
        before = rows.at(-1)?.id ?? null;
      },
    },
    { highWaterMark: 0 },
  );
}

const csv = (rows: readonly (readonly unknown[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true, cast: { boolean: String }, record_delimiter: "windows" },
  );
