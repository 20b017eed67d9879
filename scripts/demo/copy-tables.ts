import type { D1Database } from "@cloudflare/workers-types";
import { openDb, runBatch } from "../../db/client";
import { columnsOf, insertRows, selectRows, TABLE_NAMES } from "../../db/queries/backup";

/** All rows of all tables, from one database into another that has none. */
export async function copyTables(from: D1Database, to: D1Database): Promise<void> {
  const [source, target] = [openDb(from), openDb(to)];
  const statements = [];
  for (const name of TABLE_NAMES) {
    const rows = (await selectRows(source, name)).map(({ line }) => line);
    if (rows.length > 0) statements.push(insertRows(target, name, columnsOf(name), rows));
  }
  await runBatch(target, statements);
}
