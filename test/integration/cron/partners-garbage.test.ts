import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decide } from "@/lib/core/engine/decide";
import type { State } from "@/lib/core/engine/states";
import { registerSurface } from "@/lib/core/engine/surface";
import { pollFeed } from "@/lib/integrations/partners/poll-feed";
import { PARTNERS, type Partner } from "../../fakes/partners";
import { type FakeServer, type Reply, startFakeServer } from "../../fakes/server";
import fc from "../../support/fast-check";
import { entry } from "../../support/surfaces";
import { MINUTE_MS } from "./minutes";

const FIRST = Date.UTC(2026, 10, 20, 12);
const NAMES = Object.keys(PARTNERS);

let fake: FakeServer;
beforeAll(async () => {
  fake = await startFakeServer();
});
afterAll(() => fake.stop());

/** The upstream answers these, a minute apart; gives the state after each as poller and engine make it. */
async function statesOf(partner: Partner, replies: readonly (Reply | "well")[]): Promise<State[]> {
  const surface = entry("partner", "upstream", {
    partner_feed: { ...partner.feed, url: `${fake.url}/${partner.path}` },
  });
  let engine = registerSurface({ id: surface.id, hasProbe: false, partnerStaleMs: 300_000 }, FIRST - MINUTE_MS);
  let memory: Parameters<typeof pollFeed>[1] = {
    ...{ state: null, incidentTitles: [], feedAt: null, etag: null, lastModified: null, requestKey: null },
  };
  const states: State[] = [];
  for (const [i, reply] of replies.entries()) {
    const now = FIRST + i * MINUTE_MS;
    const well = partner.answers("OPERATIONAL", now);
    for (const path of Object.keys(well)) fake.at(`/${path}`, reply === "well" ? (well[path] ?? {}) : reply);
    const poll = await pollFeed(surface, memory, { now, timeoutMs: 1000 });
    if (poll.ok) memory = poll.said;
    const reading = poll.ok && poll.said.state !== "UNKNOWN" ? poll.said.state : null;
    engine = decide(engine, { kind: "partner", actor: "3p_poller", reading, polledAt: now }, now).surface;
    states.push(engine.state);
  }
  return states;
}

describe("a Heroku whose own API says nothing, with 200, as it does", () => {
  const trust = (name: string) =>
    readFileSync(new URL(`../../fixtures/partners/heroku-trust-${name}.json`, import.meta.url));
  const answer = (incidents: Reply) => {
    fake.at("/api/v4/current-status", { body: "" });
    fake.at("/v1/instances", { body: String(trust("instances")) });
    fake.at("/v1/incidents/active", incidents);
  };
  const poll = async () => {
    const feed = { kind: "heroku" as const, components: ["Apps", "Data"], url: `${fake.url}/api/v4/current-status` };
    const before = { state: null, incidentTitles: [], feedAt: null, etag: null, lastModified: null, requestKey: null };
    const surface = entry("platform", "upstream", { partner_feed: feed });
    return pollFeed(surface, before, { now: FIRST, timeoutMs: 1000 });
  };

  it("is read from Salesforce Trust, in trouble and in health", async () => {
    answer({ body: String(trust("incidents")) });
    expect(await poll()).toMatchObject({ ok: true, said: { state: "DOWN" } });
    answer({ body: "[]" });
    expect(await poll()).toMatchObject({ ok: true, said: { state: "OPERATIONAL" } });
  });

  it("is a failed poll when Trust fails too", async () => {
    answer({ status: 503 });
    expect(await poll()).toEqual({ ok: false, failure: "empty" });
  });
});

describe("a feed in an encoding of its own", () => {
  const text = (declared: string) =>
    `<?xml version="1.0" ${declared}?><rss><channel><item><title>Störung im Café</title><pubDate>${new Date(FIRST).toUTCString()}</pubDate></item></channel></rss>`;
  const utf16be = (words: string) => Buffer.from(`\ufeff${words}`, "utf16le").swap16();
  const poll = (body: Buffer, type = "application/rss+xml") => {
    fake.at("/own.rss", { body, headers: { "Content-Type": type } });
    const partner_feed = { kind: "rss" as const, url: `${fake.url}/own.rss`, components: ["Café"] };
    const before = { state: null, incidentTitles: [], feedAt: null, etag: null, lastModified: null, requestKey: null };
    return pollFeed(entry("own", "upstream", { partner_feed }), before, { now: FIRST, timeoutMs: 1000 });
  };

  it.each<[string, Buffer, string?]>([
    ["its XML declaration's", Buffer.from(text('encoding="ISO-8859-1"'), "latin1")],
    ["its response's", Buffer.from(text(""), "latin1"), 'text/xml; charset="windows-1252"'],
    ["its response's, whatever it declares", Buffer.from(text('encoding="ISO-8859-1"')), "text/xml; charset=utf-8"],
    ["UTF-16 by its byte order mark", Buffer.from(`\ufeff${text('encoding="UTF-16"')}`, "utf16le")],
    ["UTF-16, the other way round", utf16be(text('encoding="UTF-16"'))],
    ["UTF-8 by its byte order mark", Buffer.from(`\ufeff${text("")}`)],
    ["UTF-8, which needs no word", Buffer.from(text(""))],
  ])("is read in %s", async (_, body, type) => {
    expect(await poll(body, type)).toMatchObject({
      ok: true,
      said: { state: "DEGRADED", incidentTitles: ["Störung im Café"] },
    });
  });

  it("is a failed poll in one that nobody knows", async () => {
    expect(await poll(Buffer.from(text('encoding="EBCDIC-raxx"')))).toEqual({ ok: false, failure: "unparseable" });
  });
});

const headers = fc.record(
  {
    "Content-Type": fc.constantFrom(
      "application/json",
      "text/html",
      "text/xml",
      "application/octet-stream",
      "nonsense",
    ),
    ETag: fc.constantFrom('"a"', 'W/"b"', "é", ""),
    "Last-Modified": fc.constantFrom("Fri, 20 Nov 2026 11:00:00 GMT", "yesterday"),
    "Content-Encoding": fc.constantFrom("gzip", "identity"),
  },
  { requiredKeys: [] },
);
/** `[]` is no garbage to a format that lists what is wrong. */
const body = fc
  .oneof(fc.string({ unit: "binary" }), fc.json({ maxDepth: 3 }), fc.constantFrom("", "null", "{}", "<rss/>", "[null]"))
  .filter((text) => text.trim() !== "[]");
const garbage: fc.Arbitrary<Reply> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ body, headers }) },
  { weight: 2, arbitrary: fc.record({ status: fc.constantFrom(201, 206, 302, 401, 403, 404, 429, 500, 503), body }) },
  { weight: 1, arbitrary: fc.constantFrom<Reply>({ act: "drop" }, { body: "x".repeat(99), act: "cut" }) },
);

describe.each(NAMES)("a partner that speaks %s and sends nothing but garbage for half an hour", (name) => {
  const partner = PARTNERS[name] as Partner;

  it("never reads OPERATIONAL, nor anything else but UNKNOWN", async () => {
    const minutes = fc.array(garbage, { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(minutes, async (replies) => {
        expect(new Set(await statesOf(partner, replies))).toEqual(new Set(["UNKNOWN"]));
      }),
      { numRuns: 25 },
    );
  });

  it("having been well before, reads UNKNOWN from the 3rd minute on, and OPERATIONAL at its first good word", async () => {
    const minutes = fc.array(garbage, { minLength: 3, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(minutes, async (replies) => {
        const states = await statesOf(partner, ["well", ...replies, "well"]);
        const silent = Array(replies.length - 2).fill("UNKNOWN");
        expect(states).toEqual([...Array(3).fill("OPERATIONAL"), ...silent, "OPERATIONAL"]);
      }),
      { numRuns: 25 },
    );
  });
});
