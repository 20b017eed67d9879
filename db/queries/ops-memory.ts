import { eq } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { opsMemory } from "@/db/schema";
import { toText } from "@/db/time";

export const selectMemory = (db: Db, key: string) => db.select().from(opsMemory).where(eq(opsMemory.key, key));

/** Remembers a small thing under a key until it is said anew. */
export const writeMemory = (db: Db, key: string, value: string, now: number): Statement =>
  db
    .insert(opsMemory)
    .values({ key, value, updatedAt: toText(now) })
    .onConflictDoUpdate({ target: opsMemory.key, set: { value, updatedAt: toText(now) } });
