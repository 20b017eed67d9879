import { describe, expect, it } from "vitest";
import { SubscribeBody } from "@/lib/schemas/subscriptions";
import { retainNotices } from "@/lib/services/notices/retain";
import { confirm } from "@/lib/services/subscriptions/confirm";
import { findSignUpOffer } from "@/lib/services/subscriptions/list-offered";
import { changeChoices, readSubscription, unsubscribe } from "@/lib/services/subscriptions/manage";
import { receiveBounce } from "@/lib/services/subscriptions/receive-bounce";
import { signUp } from "@/lib/services/subscriptions/sign-up";
import { intercepted } from "../../support/database";
import { outboxForFile } from "./outbox";
import { peopleOf } from "./people";

const outbox = outboxForFile();
const { context, pass, skip, happen, rows } = outbox;

const { ADDRESS, signed, mailsTo, lastToken, confirmed } = peopleOf(outbox);

describe("a mail address", () => {
  it("is told of nothing before it is confirmed by its own link, and then of everything", async () => {
    expect(await signed({ email: ADDRESS })).toEqual({ result: "accepted" });
    await happen();
    await pass(2);
    expect(mailsTo(ADDRESS).map(({ Subject }) => Subject)).toEqual(["Confirm your subscription to Raxx's status"]);
    const token = lastToken(ADDRESS);
    await confirm(context(), token);
    await confirm(context(), token);
    await happen({ subject: "incident:2" });
    await pass(1);
    expect(
      mailsTo(ADDRESS)
        .map(({ Subject }) => Subject)
        .slice(1),
    ).toEqual(["Incident: Title of incident:2"]);
  });

  it("that is subscribed already gets the link to manage it; a stranger's choices change nothing", async () => {
    await confirmed();
    await signed({ email: " Someone@Example.com ".trim(), kinds: "measured", language: "de" });
    await pass(1);
    expect(mailsTo("someone@example.com").at(-1)?.Subject).toBe("Your subscription to Raxx's status");
    const token = lastToken(ADDRESS);
    const found = await readSubscription(context(), token);
    expect(found).toMatchObject({ to: ADDRESS, kinds: ["incidents", "maintenance", "postmortems"], language: "en" });
    await changeChoices(context(), { ...CHOICES, token, action: "save", kinds: ["maintenance"] });
    expect(await readSubscription(context(), token)).toMatchObject({ kinds: ["maintenance"] });
  });

  it("is asked of the database alike, whatever is known of it", async () => {
    const asked: number[] = [];
    const queries = async (email: string) => {
      const seen: string[][] = [];
      const DB = intercepted(outbox.d1(), (run, all) => {
        seen.push([...all]);
        return run();
      });
      const result = await signUp(context({ DB }), SubscribeBody.parse({ email }), "192.0.2.1");
      asked.push(seen.length);
      return [result, seen];
    };
    const [fresh, pending] = [await queries(ADDRESS), await queries(ADDRESS)];
    await pass(1);
    await confirm(context(), lastToken(ADDRESS));
    const subscribed = await queries(ADDRESS);
    await receiveBounce(context(), { RecordType: "SpamComplaint", Email: ADDRESS });
    const suppressed = await queries(ADDRESS);
    expect([pending, subscribed, suppressed]).toEqual([fresh, fresh, fresh]);
    expect(asked).toEqual([1, 1, 1, 1]);
  });

  it("gets three letters a day at most, and a form that a program fills in none", async () => {
    for (let i = 0; i < 6; i++) {
      await signed({ email: ADDRESS });
      await pass(1);
    }
    expect(mailsTo(ADDRESS)).toHaveLength(3);
    await signed({ email: "bot@example.com", website: "https://spam.example" });
    await signed({ email: "fast@example.com", shown_at: String(outbox.now() - 500) });
    await pass(1);
    expect(mailsTo("bot@example.com").concat(mailsTo("fast@example.com"))).toEqual([]);
  });

  it("that is unsubscribed is nowhere any more, and the link is answered the same again", async () => {
    await confirmed();
    await happen();
    await pass(1);
    const link = /unsubscribe\?token=([\w-]+)/.exec(mailsTo(ADDRESS).at(-1)?.TextBody ?? "")?.[1] ?? "";
    const answers = [await unsubscribe(context(), link), await unsubscribe(context(), link)];
    expect(answers[0]).toEqual(answers[1]);
    expect(await rows("SELECT * FROM subscribers")).toEqual([]);
    expect(await rows("SELECT * FROM subscriber_tokens")).toEqual([]);
    await happen({ subject: "incident:2" });
    await pass(1);
    expect(mailsTo(ADDRESS)).toHaveLength(2);
  });

  it("whose mails came back three times within a week is deleted; the same bounce told again counts once", async () => {
    const bounce = (ID: number) =>
      receiveBounce(context(), { RecordType: "Bounce", Type: "SoftBounce", ID, Email: ADDRESS });
    await confirmed();
    const results = [];
    for (const id of [1, 2, 2]) results.push((await bounce(id)).result);
    skip(8 * 24 * 60);
    for (const id of [3, 4, 5]) results.push((await bounce(id)).result);
    expect(results).toEqual(["counted", "counted", "counted", "counted", "counted", "suppressed"]);
    expect(await rows("SELECT id FROM subscribers")).toEqual([]);
  });

  it("that complained gets nothing any more, not even a confirmation", async () => {
    await confirmed();
    const complaint = { RecordType: "SpamComplaint", Email: "SOMEONE@example.com" };
    expect(await receiveBounce(context(), complaint)).toEqual({ result: "suppressed" });
    expect(await receiveBounce(context(), complaint)).toEqual({ result: "suppressed" });
    expect(await receiveBounce(context(), { RecordType: "Delivery", ID: 0, Email: "a@b.c" })).toEqual({
      result: "ignored",
    });
    await signed({ email: ADDRESS });
    await pass(1);
    expect(mailsTo(ADDRESS)).toHaveLength(1);
  });
});

const CHOICES = { surfaces: [] as string[], severity: "degraded", language: "en", zone: "UTC" } as const;

describe("a token", () => {
  it("does one thing, for its time, and an unconfirmed address goes after 48 hours", async () => {
    await signed({ email: ADDRESS });
    await pass(1);
    const token = lastToken(ADDRESS);
    expect(await readSubscription(context(), token)).toBeNull();
    await unsubscribe(context(), token);
    expect(await rows("SELECT * FROM subscribers")).toHaveLength(1);
    skip(24 * 60 + 1);
    await expect(confirm(context(), token)).rejects.toMatchObject({ code: "unknown_link" });
    await signed({ email: ADDRESS }); // asks again, and is kept no longer for it
    skip(24 * 60);
    await retainNotices(context());
    expect(await rows("SELECT * FROM subscribers")).toEqual([]);
    expect(await rows("SELECT * FROM subscriber_tokens")).toEqual([]);
  });

  it("and an address stand in no row", async () => {
    await confirmed();
    await happen();
    await pass(1);
    const names = (await rows<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")).map(
      ({ name }) => name,
    );
    for (const name of names.filter((name) => /^(?:notice|subscriber)/.test(name)))
      expect(JSON.stringify(await rows(`SELECT * FROM ${name}`)), name).not.toMatch(/someone|token=/i);
    const tokens = mailsTo(ADDRESS).flatMap(({ TextBody }) =>
      [...TextBody.matchAll(/token=([\w-]+)/g)].map(([, token]) => token),
    );
    const stored = JSON.stringify(await rows("SELECT * FROM subscriber_tokens"));
    expect(tokens).toHaveLength(2);
    for (const token of tokens) expect(stored).not.toContain(token);
  });
});

it("A webhook counts once its contact has confirmed and it has answered a ping; the secret is shown once", async () => {
  const url = "https://hooks.example.com/new";
  await signed({ channel: "webhook", url, email: "owner@example.com" });
  await pass(1);
  expect(outbox.world().to("/hooks.example.com/new")).toEqual([]);
  const token = lastToken("owner@example.com");
  const { secret } = await confirm(context(), token);
  expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
  expect(await confirm(context(), token)).toEqual({ result: "verifying" });
  outbox.world().at("/hooks.example.com/new", { status: 500 });
  await happen();
  await pass(2);
  expect(await rows("SELECT state FROM subscribers")).toEqual([{ state: "verifying" }]);
  outbox.world().at("/hooks.example.com/new", {});
  await pass(8);
  expect(await rows("SELECT state FROM subscribers")).toEqual([{ state: "confirmed" }]);
  const types = outbox
    .world()
    .to("/hooks.example.com/new")
    .map(({ body }) => JSON.parse(body).type);
  expect(new Set(types)).toEqual(new Set(["ping"]));
  await happen({ subject: "incident:2" });
  await pass(1);
  expect(JSON.parse(outbox.world().asked.at(-1)?.body ?? "null").type).toBe("notice");
});

it("Without a key nobody can subscribe, and without Postmark no mail address", async () => {
  const body = SubscribeBody.parse({ email: ADDRESS });
  for (const name of ["SUBSCRIBER_KEY", "POSTMARK_SERVER_TOKEN"])
    await expect(signUp(context({ [name]: "" }), body, "192.0.2.1")).rejects.toMatchObject({ code: "not_configured" });
});

it("A page's header offers what is configured", () => {
  const push = { VAPID_PUBLIC_KEY: `B${"A".repeat(86)}`, VAPID_PRIVATE_KEY: "A".repeat(43) };
  const offers = [push, {}, { ...push, POSTMARK_SERVER_TOKEN: "" }, { POSTMARK_SERVER_TOKEN: "" }];
  expect(offers.map((bindings) => findSignUpOffer(context(bindings)))).toEqual(["all", "mail", "push", "none"]);
  expect(findSignUpOffer(context({ ...push, SUBSCRIBER_KEY: "" }))).toBe("none");
});
