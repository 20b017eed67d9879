import * as z from "zod";

export const BACKUP_FORMAT = "raxx-status-backup";
export const BACKUP_VERSION = 1;

/** The first line: the tables that follow, and the columns of each. */
export const BackupHead = z.strictObject({
  format: z.literal(BACKUP_FORMAT),
  version: z.literal(BACKUP_VERSION),
  exported_at: z.iso.datetime(),
  tables: z.record(z.string(), z.array(z.string()).min(1)),
});
export type BackupHead = z.infer<typeof BackupHead>;

/** The line after a table's rows: their number, and the SHA-256 of their lines. */
export const BackupTrailer = z.strictObject({
  table: z.string(),
  rows: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type BackupTrailer = z.infer<typeof BackupTrailer>;

/** What a restore has written and read back. */
export const RestoreResult = z.strictObject({
  rows: z.int(),
  tables: z.record(z.string(), z.int()),
  /** Whether the edge cache was purged; else readers see the restored rows within about a minute. */
  purged: z.boolean(),
});
export type RestoreResult = z.infer<typeof RestoreResult>;

export const ImportQuery = z.strictObject({
  replace: z
    .enum(["0", "1"])
    .default("0")
    .transform((flag) => flag === "1"),
});
