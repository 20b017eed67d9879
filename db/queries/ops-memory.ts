import { between, eq } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { opsMemory } from "@/db/schema/checks";
import { toText } from "@/db/time";

/** The value that was last stored under a key, or null. */
export async function readMemory(db: Db, key: string): Promise<string | null> {
  const [row] = await selectMemoryRow(db, key);
  return row?.value ?? null;
}

/** The row of a key, for a batch. */
export const selectMemoryRow = (db: Db, key: string) => db.select().from(opsMemory).where(eq(opsMemory.key, key));

/** Stores a small value under a key, replacing the last one; null deletes it. */
export const writeMemory = (db: Db, key: string, value: string | null, now: number): Statement =>
  value === null
    ? db.delete(opsMemory).where(eq(opsMemory.key, key))
    : db
        .insert(opsMemory)
        .values({ key, value, updatedAt: toText(now) })
        .onConflictDoUpdate({ target: opsMemory.key, set: { value, updatedAt: toText(now) } });

/** The values under the keys that begin so. */
export const selectMemoryOf = (db: Db, prefix: string) =>
  db
    .select()
    .from(opsMemory)
    .where(between(opsMemory.key, prefix, `${prefix}\uffff`));

export const selectMemory = (db: Db) => db.select().from(opsMemory);
