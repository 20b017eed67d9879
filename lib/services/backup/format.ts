import { createHash } from "node:crypto";
import type { BackupTrailer } from "@/lib/schemas/backup";

/** A row's line: its table's name, then the row as it is hashed. */
export const rowLine = (name: string, row: string): string => `["${name}",${row}]`;

/** Counts and hashes a table's rows. */
export function toTrailer(table: string): { add: (row: string) => void; close: () => BackupTrailer } {
  const hash = createHash("sha256");
  let rows = 0;
  return {
    add: (row) => {
      hash.update(row).update("\n");
      rows++;
    },
    close: () => ({ table, rows, sha256: hash.digest("hex") }),
  };
}
