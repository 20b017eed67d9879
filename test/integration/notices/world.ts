import { afterAll, beforeAll, beforeEach } from "vitest";
import { type Db, runBatch, type Statement } from "@/db/client";
import type { NewEvent } from "@/db/queries/notice-events";
import { fanOut, finishFanOut, selectPageEnd, selectWaitingEvents } from "@/db/queries/notice-fan-out";
import { insertSubscriber, type NewSubscriber } from "@/db/queries/subscribers";
import { startDatabase } from "../../support/database";

export const NOW = Date.UTC(2026, 10, 30, 12);
export const DAY_MS = 86_400_000;

/** The keys of RFC 8291, appendix A: the settings that offer browser push, and a browser's subscription. */
export const VAPID = {
  VAPID_PUBLIC_KEY: "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
  VAPID_PRIVATE_KEY: "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
};
export const BROWSER = {
  p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
};

const TABLES = [
  "notice_events",
  "notice_deliveries",
  "subscribers",
  "subscriber_tokens",
  "subscriber_suppressions",
].concat(["subscriber_contacts", "subscriber_marks", "subscriber_confirmations"]);

/** A real D1 for a file, without subscribers and events before each test. */
export function noticesForFile() {
  let database: Awaited<ReturnType<typeof startDatabase>>;
  beforeAll(async () => {
    database = await startDatabase();
  });
  beforeEach(async () => {
    await database.d1.batch(TABLES.map((name) => database.d1.prepare(`DELETE FROM ${name}`)));
  });
  afterAll(() => database.stop());
  const db = (): Db => database.db;
  const run = (...statements: readonly Statement[]) => runBatch(db(), statements);
  return {
    db,
    d1: () => database.d1,
    run,
    rows: async <Row = Record<string, unknown>>(query: string) => (await database.d1.prepare(query).all<Row>()).results,
    add: (name: string, more?: Partial<NewSubscriber>) =>
      run(insertSubscriber(db(), subscriber(name, more), { mostPending: 1_000, isReplacing: false }, NOW)),
  };
}
export type Notices = ReturnType<typeof noticesForFile>;

/** Somebody confirmed who hears of everything by default. */
export const subscriber = (name: string, more: Partial<NewSubscriber> = {}): NewSubscriber => ({
  channel: "email",
  state: "confirmed",
  addressHash: `hash of ${name}`,
  contactHash: `hash of ${name}`,
  sealed: `sealed ${name}`,
  language: "en",
  zone: "UTC",
  kinds: ["incidents", "maintenance", "postmortems"],
  surfaces: [],
  leastSeverity: "degraded",
  ...more,
});

export const event = (more: Partial<NewEvent> = {}): NewEvent => ({
  subject: "incident:1",
  revision: 1,
  step: "opened",
  kind: "incidents",
  isOver: false,
  severity: "degraded",
  surfaces: ["api"],
  content: { title: "Logins fail" },
  at: NOW,
  ...more,
});

/** Gives everybody their deliveries of everything that waits, in small pages. */
export async function fanOutAll({ db, run }: Notices, size = 2): Promise<void> {
  for (const { id, cursor } of await selectWaitingEvents(db())) {
    let from = cursor;
    for (;;) {
      const [page] = await selectPageEnd(db(), from, size);
      if (!page?.end) break;
      await run(...fanOut(db(), { eventId: id, from, to: page.end }, NOW));
      from = page.end;
    }
    await run(finishFanOut(db(), id, NOW));
  }
}
