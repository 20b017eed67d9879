import type { SendEmail } from "@cloudflare/workers-types";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Outgoing } from "@/lib/integrations/channels/channel";
import { postmark } from "@/lib/integrations/channels/postmark";
import { sendEmail } from "@/lib/integrations/channels/send-email";
import { type FakePostmark, headerOf, startPostmark } from "../../fakes/postmark";
import type { Reply } from "../../fakes/server";
import { outgoing } from "./message";

let fake: FakePostmark;
beforeAll(async () => {
  fake = await startPostmark();
});
afterAll(() => fake.stop());

const channel = (token = fake.token) =>
  postmark({ url: fake.server.url, token, from: "Raxx <status@raxx.app>", stream: "broadcast" });
const to = (...addresses: string[]) => addresses.map((address) => outgoing(address));

it("Each mail of a batch has an outcome of its own", async () => {
  fake.answerWith("gone@example.com", 406);
  fake.answerWith("bad@example.com", 300);
  fake.answerWith("later@example.com", 405);
  const outcomes = await channel().send(
    to("a@example.com", "gone@example.com", "bad@example.com", "later@example.com"),
  );
  expect(outcomes.map(({ result }) => result)).toEqual(["sent", "gone", "refused", "later"]);
  expect(fake.taken.map(({ To }) => To)).toEqual(["a@example.com"]);
});

it("A sender that Postmark does not know is a fault of ours, which may be mended: no mail is refused for it", async () => {
  const results = async (...addresses: string[]) => (await channel().send(to(...addresses))).map((o) => o.result);
  for (const address of ["x@example.com", "y@example.com"]) fake.answerWith(address, 300, "Invalid 'To' address");
  expect(await results("x@example.com", "y@example.com")).toEqual(["later", "later"]);
  expect(await results("x@example.com")).toEqual(["refused"]);
  expect(await results("x@example.com", "fine@example.com")).toEqual(["refused", "sent"]);
  for (const message of [
    "Invalid 'From' address: 'status@raxx.app' is not a verified sender signature.",
    "Sender signature not confirmed",
  ]) {
    fake.answerWith("z@example.com", 300, message);
    expect(await results("z@example.com")).toEqual(["later"]);
    expect(await results("z@example.com", "fine@example.com")).toEqual(["later", "sent"]);
  }
});

it.each([10, 100, 400, 401, 402, 403, 405, 409, 410, 412, 413, 429, 500, 701])(
  "Code %i is tried again",
  async (code) => {
    fake.answerWith("code@example.com", code);
    expect((await channel().send(to("code@example.com"))).map((o) => o.result)).toEqual(["later"]);
  },
);

it("A list mail can be unsubscribed by one POST, is threaded, and is not tracked; a letter is no list mail", async () => {
  const message = outgoing("b@example.com");
  await channel().send([message, { ...message, end: { to: "c@example.com" }, unsubscribe: null }]);
  const [mail] = fake.to("b@example.com");
  const [letter] = fake.to("c@example.com");
  if (!mail || !letter) throw new Error("both were sent");
  expect(mail).toMatchObject({
    MessageStream: "broadcast",
    TrackOpens: false,
    TrackLinks: "None",
    TextBody: message.mail.text,
  });
  expect(headerOf(mail, "List-Unsubscribe")).toBe("<https://status.raxx.app/unsubscribe?token=abc>");
  expect(headerOf(mail, "List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
  expect(headerOf(mail, "References")).toBe("<incident-12@status.raxx.app>");
  expect(letter.MessageStream).toBe("outbound");
  expect(letter.Headers.map(({ Name }) => Name).sort()).toEqual([
    "Auto-Submitted",
    "Message-ID",
    "X-PM-KeepID",
    "X-Raxx-Delivery",
  ]);
});

it("A mail that is repeated has the same Message-ID, and another mail another", async () => {
  const message = outgoing("id@example.com");
  await channel().send([message, message, { ...message, id: "msg_2" }]);
  const ids = fake.to("id@example.com").map((mail) => [headerOf(mail, "Message-ID"), headerOf(mail, "X-PM-KeepID")]);
  const [first, second] = ["<msg_1@status.raxx.app>", "<msg_2@status.raxx.app>"];
  expect(ids).toEqual([first, first, second].map((id) => [id, "true"]));
});

describe("a batch of which no answer came", () => {
  const messages = ["first", "second", "middle", "last but one", "last"].map((id) =>
    outgoing(`${id.replaceAll(" ", "-")}@example.com`, { id }),
  );
  const [first, second, middle, lastButOne, last] = messages as [Outgoing, Outgoing, Outgoing, Outgoing, Outgoing];
  const wasTaken = (asked: readonly Outgoing[]) => channel().wasTaken?.(asked);
  const SEARCH = "/messages/outbound";
  beforeEach(() => {
    fake.taken.length = 0;
  });

  it("was taken where Postmark knows its first and its last mail, which are two questions", async () => {
    fake.silence(true);
    expect((await channel().send(messages)).every(({ result }) => result === "later")).toBe(true);
    fake.silence(false);
    const before = fake.server.to(SEARCH).length;
    expect(await wasTaken(messages)).toBe(true);
    expect(fake.server.to(SEARCH)).toHaveLength(before + 2);
    expect(await wasTaken([middle])).toBe(true);
    expect(fake.server.to(SEARCH)).toHaveLength(before + 3);
  });

  it.each([
    { refused: "the first", sent: [second, middle, lastButOne, last] },
    { refused: "the last", sent: [first, second, middle, lastButOne] },
    { refused: "both", sent: [second, middle, lastButOne] },
  ])("was taken too where $refused was refused: then its neighbour is asked after", async ({ sent }) => {
    await channel().send(sent);
    expect(await wasTaken(messages)).toBe(true);
  });

  it("was not where Postmark knows none of the first two or of the last two, or took it for another stream", async () => {
    await channel().send([first, second, middle]);
    expect(await wasTaken(messages)).toBe(false);
    expect(await wasTaken(messages.toReversed())).toBe(false);
    expect(await wasTaken([last, lastButOne])).toBe(false);
    expect(await wasTaken([last])).toBe(false);
    expect(await wasTaken([{ ...first, unsubscribe: null }])).toBe(false);
  });

  it("is not known of where the question fails, or another mail is the answer", async () => {
    await channel().send(messages);
    const search = (reply: Reply) => fake.server.at(SEARCH, reply);
    const other = { TotalCount: 1, Messages: [{ MessageID: "1", Metadata: { delivery: "other" } }] };
    for (const reply of [
      { status: 404 },
      { status: 503 },
      { body: "<html>" },
      { act: "drop" as const },
      { body: other },
    ]) {
      search(reply);
      expect(await wasTaken(messages)).toBe(false);
    }
  });
});

it("What fails as a whole is tried again as a whole", async () => {
  const results = async (token?: string) =>
    (await channel(token).send(to("d@example.com", "e@example.com"))).map((o) => o.result);
  for (const status of [429, 500, 503]) {
    fake.fail(status);
    expect(await results()).toEqual(["later", "later"]);
  }
  fake.fail(null);
  expect(await results("wrong")).toEqual(["later", "later"]);
  fake.server.at("/email/batch", { body: "<html>" });
  expect(await results()).toEqual(["later", "later"]);
  fake.server.at("/email/batch", { body: [{ ErrorCode: 0 }] });
  expect(await results()).toEqual(["sent", "later"]);
});

it.each([429, 503])(
  "The time that Postmark wishes for with status %i is that of every mail of the batch",
  async (status) => {
    fake.server.at("/email/batch", { status, headers: { "Retry-After": "240" } });
    const outcomes = await channel().send(to("d@example.com", "e@example.com"));
    expect(outcomes).toEqual(Array(2).fill({ result: "later", why: `status ${status}`, afterS: 240 }));
  },
);

it("Cloudflare's binding gets one recipient a call, and its refusals are read", async () => {
  const calls: unknown[] = [];
  const binding = {
    send: (mail: { to: string }) => {
      calls.push(mail);
      const codes: Record<string, string> = {
        "gone@example.com": "E_RECIPIENT_SUPPRESSED",
        "slow@example.com": "E_RATE_LIMIT_EXCEEDED",
      };
      const code = codes[mail.to];
      return code ? Promise.reject(Object.assign(new Error("refused"), { code })) : Promise.resolve({ messageId: "1" });
    },
  } as unknown as SendEmail;
  const outcomes = await sendEmail(binding, "status@raxx.app").send(
    to("a@example.com", "gone@example.com", "slow@example.com"),
  );
  expect(outcomes.map(({ result }) => result)).toEqual(["sent", "gone", "later"]);
  expect(calls[0]).toMatchObject({
    to: "a@example.com",
    headers: { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
  });
});
