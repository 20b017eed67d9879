import { afterAll, beforeAll, beforeEach } from "vitest";
import { insertEvent, type NewEvent } from "@/db/queries/notice-events";
import { insertSubscriber, insertTokenOfSealed } from "@/db/queries/subscribers";
import type { ChannelName } from "@/lib/core/notices/channels";
import { type Context, contextFrom } from "@/lib/platform/context";
import { newToken } from "@/lib/platform/sealing";
import type { Bindings } from "@/lib/platform/settings/variables";
import { sha256 } from "@/lib/platform/sha256";
import { tellSubscribers } from "@/lib/services/notices/tell-subscribers";
import { hashAddress, requireSealing, type SealedEnd, sealEnd } from "@/lib/services/subscriptions/ends";
import { type FakePostmark, startPostmark } from "../../fakes/postmark";
import { outsideForFile } from "../../support/outside";
import { event, NOW, type Notices, noticesForFile, subscriber } from "./world";

const MINUTE_MS = 60_000;

/** Real services on a real D1, a fake Postmark, and every other https host answered by one fake server. */
export function outboxForFile() {
  const notices = noticesForFile();
  const { world } = outsideForFile();
  let postmark: FakePostmark;
  let minute = 0;
  beforeAll(async () => {
    postmark = await startPostmark();
  });
  beforeEach(() => {
    postmark.taken.length = 0;
    postmark.fail(null);
    postmark.silence(false);
    minute = 0;
  });
  afterAll(() => postmark.stop());
  const now = () => NOW + minute * MINUTE_MS;
  const context = (bindings: Partial<Bindings> = {}): Context =>
    contextFrom(bind(notices, postmark, bindings), SCOPE, now());
  const tick = (bindings?: Partial<Bindings>) => tellSubscribers(context(bindings));
  return {
    ...notices,
    world,
    postmark: () => postmark,
    now,
    context,
    tick,
    /** Lets minutes pass, with a tick in each. */
    pass: async (minutes: number) => {
      for (let i = 0; i < minutes; i++) {
        minute++;
        await tick();
      }
    },
    skip: (minutes: number) => {
      minute += minutes;
    },
    subscribe: (to: string, more?: Partial<SealedEnd> & { channel?: ChannelName }) =>
      subscribe(context(), notices, to, more),
    subscribeMany: (many: number) => subscribeMany(context(), notices, many),
    happen: (more?: Partial<NewEvent>) =>
      notices.run(insertEvent(notices.db(), { ...event({ at: now(), ...more }), content: content(more) }, now())),
  };
}

const SCOPE = { waitUntil: () => undefined, requestId: "test" };

const bind = (notices: Notices, postmark: FakePostmark, more: Partial<Bindings>): Bindings =>
  ({
    DB: notices.d1(),
    SUBSCRIBER_KEY: "a key of the test",
    POSTMARK_SERVER_TOKEN: postmark.token,
    POSTMARK_API_URL: postmark.server.url,
    ...more,
  }) as unknown as Bindings;

/** Its note tells the events of one subject apart: by step, or by revision where there are many. */
const content = ({ subject = "incident:1", step = "opened", revision = 1 }: Partial<NewEvent> = {}) => ({
  title: `Title of ${subject}`,
  note: `Note of ${revision > 2 ? revision : step}`,
  surfaces: [{ id: "api", name: "API" }],
  path: "/history",
});

/** Somebody who has confirmed; returns the token that ends it. */
async function subscribe(
  ctx: Context,
  { run, db }: Notices,
  to: string,
  { channel = "email", ...more }: Partial<SealedEnd> & { channel?: ChannelName } = {},
): Promise<string> {
  const sealing = requireSealing(ctx);
  const unsubscribe = newToken();
  const sealed = await sealEnd(sealing, { to, unsubscribe, ...more });
  const row = subscriber(to, { channel, sealed, addressHash: hashAddress(sealing, channel, to) });
  const token = { hash: sha256(unsubscribe), purpose: "unsubscribe" as const, expiresAt: null };
  await run(
    insertSubscriber(db(), row, { mostPending: 1_000, isReplacing: false }, ctx.now),
    insertTokenOfSealed(db(), token, sealed),
  );
  return unsubscribe;
}

/** Many confirmed subscribers, who share one mailbox. */
async function subscribeMany(ctx: Context, { d1 }: Notices, many: number): Promise<void> {
  const sealed = await sealEnd(requireSealing(ctx), { to: "all@example.com", unsubscribe: "token" });
  await d1()
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
       INSERT INTO subscribers (channel, state, address_hash, sealed, language, kinds, next_attempt_at, created_at)
       SELECT 'email', 'confirmed', 'hash ' || i, ?2, 'en', '["incidents"]', ?3, ?3 FROM n`,
    )
    .bind(many, sealed, new Date(ctx.now).toISOString())
    .run();
}
