import { createHash } from "node:crypto";
import type { TestServer } from "./server";

const quoted = (name: string): string => `"${name}"`;

/** Gives a function that reads every row of every table in one statement, as one hash and the tables' sizes. */
export async function fingerprintOf(server: TestServer): Promise<() => Promise<Record<string, string>>> {
  const columns = await server.sql<{ table: string; column: string }>(
    `SELECT m.name AS "table", c.name AS "column" FROM sqlite_master m, pragma_table_info(m.name) c
     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '\\_cf\\_%' ESCAPE '\\'`,
  );
  const tables = Map.groupBy(columns, ({ table }) => table);
  const reads = [...tables].map(
    ([table, named]) =>
      `(SELECT json_group_array(json_array(${named.map(({ column }) => quoted(column)).join(", ")}))
        FROM ${quoted(table)}) AS ${quoted(table)}`,
  );
  return async () => {
    const [row = {}] = await server.sql<Record<string, string>>(`SELECT ${reads.join(", ")}`);
    return Object.fromEntries(Object.entries(row).map(([table, rows]) => [table, hashOf(rows)]));
  };
}

const hashOf = (rows: string): string => `${(JSON.parse(rows) as unknown[]).length} rows, ${digest(rows)}`;

const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);
