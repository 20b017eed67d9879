import { describe, expect, test } from "vitest";
import { FORMATS } from "@/lib/integrations/partners/formats";
import type { PartnerFeed } from "@/lib/schemas/registry";
import fc from "../../support/fast-check";
import { bodyOf, feedOf, fixture, fixtureText, outcome, read } from "./feeds";

type Case = { name: string; feed: PartnerFeed; sourceIndex: number; bodies: string[] };

const sorryBodies = [fixtureText("sorry-components.json"), fixtureText("sorry-notices.json")];
const trustBodies = [fixtureText("heroku-trust-instances.json"), fixtureText("heroku-trust-incidents.json")];
const statuspageDuring = bodyOf({
  ...fixture("statuspage"),
  incidents: [fixture("statuspage-incident")],
  scheduled_maintenances: [fixture("statuspage-maintenance")],
});
const herokuDuring = bodyOf({ ...fixture("heroku"), incidents: [fixture("heroku-incident")] });

/** Each source of each format with bodies that it can read. */
const CASES: Case[] = [
  { name: "statuspage", feed: feedOf("statuspage"), sourceIndex: 0, bodies: [statuspageDuring] },
  {
    name: "statuspage with a list",
    feed: feedOf("statuspage", { components: ["Edge", "DNS"], max_age_days: 90 }),
    sourceIndex: 0,
    bodies: [statuspageDuring],
  },
  { name: "incident.io", feed: feedOf("statuspage"), sourceIndex: 0, bodies: [fixtureText("incident-io.json")] },
  { name: "heroku", feed: feedOf("heroku", { components: ["Apps"] }), sourceIndex: 0, bodies: [herokuDuring] },
  { name: "heroku trust", feed: feedOf("heroku"), sourceIndex: 1, bodies: trustBodies },
  { name: "sorry", feed: feedOf("sorry"), sourceIndex: 0, bodies: sorryBodies },
  {
    name: "google_workspace",
    feed: feedOf("google_workspace", { components: ["productMail"] }),
    sourceIndex: 0,
    bodies: [fixtureText("google-workspace.json")],
  },
  { name: "atom", feed: feedOf("rss"), sourceIndex: 0, bodies: [fixtureText("history.atom")] },
  { name: "rss", feed: feedOf("rss"), sourceIndex: 0, bodies: [fixtureText("items.rss")] },
];
const REQUIRED = CASES.flatMap((each) => {
  const requests = FORMATS[each.feed.kind](each.feed)[each.sourceIndex]?.requests ?? [];
  return requests.flatMap(({ optional }, index) => (optional ? [] : [{ ...each, index }]));
});

const withBody = ({ bodies }: Case, index: number, body: unknown) => bodies.with(index, bodyOf(body));

const GARBAGE: [string, string][] = [
  ["nothing", ""],
  ["white space", " \n\t "],
  ["null", "null"],
  ["true", "true"],
  ["a number", "17"],
  ["a text", '"operational"'],
  ["an empty object", "{}"],
  ["an error", '{"error":{"code":404,"message":"Not found"}}'],
  ["an array of null", "[null]"],
  ["an array of arrays", "[[]]"],
  ["HTML", "<!doctype html><html><head><title>All systems operational</title></head><body></body></html>"],
  ["words", "All systems operational"],
  ["a NUL", "\u0000"],
  ["the frozen feed", fixtureText("stripe-frozen.json")],
  ["brackets that nest without end", "[".repeat(1_000_000)],
  ["objects that nest without end", '{"a":'.repeat(200_000)],
  ["tags that nest without end", "<a>".repeat(300_000)],
];

const FAILED_POLL = /^(empty|unparseable)$/;
const readsAs = (each: (typeof REQUIRED)[number], body: string) =>
  outcome(each.feed, withBody(each, each.index, body), each.sourceIndex);

test("Each body that a poll needs is read from its fixture", () => {
  const unread = REQUIRED.filter(({ feed, bodies, sourceIndex }) => !("state" in read(feed, bodies, sourceIndex)));
  expect(unread).toEqual([]);
});

test("Garbage in the place of a body is a failed poll", () => {
  const others = REQUIRED.flatMap((each) =>
    GARBAGE.map(([what, garbage]) => [`${each.name} ${each.index}: ${what}`, readsAs(each, garbage)]),
  );
  expect(others.filter(([, found]) => !FAILED_POLL.test(found ?? ""))).toEqual([]);
});

describe.each(REQUIRED)("$name, body $index", (each) => {
  test("is a failed poll when it is cut anywhere", () => {
    const body = (each.bodies[each.index] ?? "").trim();
    const cut = fc.nat(body.length - 1).map((length) => body.slice(0, length));
    fc.assert(fc.property(cut, (garbage) => FAILED_POLL.test(readsAs(each, garbage))));
  });

  test("is a failed poll when it is any text or any JSON", () => {
    const signs = fc.string({ unit: fc.constantFrom(..."<>/=\"'&;!-[]{}: a") });
    const any = fc.oneof(fc.string({ unit: "binary" }), signs, fc.json({ maxDepth: 4 }));
    const garbage = any.filter((text) => text.trim() !== "[]");
    fc.assert(
      fc.property(garbage, (text) => FAILED_POLL.test(readsAs(each, text))),
      { numRuns: 200 },
    );
  });
});

describe("an empty array", () => {
  test("is healthy only where the format is a list of what is wrong", () => {
    const outcomes = REQUIRED.map((each) => {
      const found = outcome(each.feed, withBody(each, each.index, "[]"), each.sourceIndex);
      return [`${each.name} ${each.index}`, found];
    });
    expect(Object.fromEntries(outcomes)).toEqual({
      "statuspage 0": "unparseable",
      "statuspage with a list 0": "unparseable",
      "incident.io 0": "unparseable",
      "heroku 0": "unparseable",
      "heroku trust 0": "component_vanished",
      "heroku trust 1": "OPERATIONAL",
      "sorry 0": "unparseable",
      "google_workspace 0": "OPERATIONAL",
      "atom 0": "unparseable",
      "rss 0": "unparseable",
    });
  });
});

/** A JSON body with one of its values, at any depth, exchanged for another. */
function mutate(value: unknown, path: readonly number[], replacement: unknown): unknown {
  if (typeof value !== "object" || value === null || path.length === 0) return replacement;
  const keys = Object.keys(value);
  const key = keys[(path[0] ?? 0) % Math.max(keys.length, 1)];
  if (key === undefined) return replacement;
  const copy = structuredClone(value) as { [key: string]: unknown };
  copy[key] = mutate(copy[key], path.slice(1), replacement);
  return copy;
}

describe.each(REQUIRED.filter(({ feed }) => feed.kind !== "rss"))(
  "$name, body $index, with one value changed",
  (each) => {
    const { feed, sourceIndex, index, bodies } = each;
    const original = JSON.parse(bodies[index] ?? "");
    const path = fc.array(fc.nat(20), { minLength: 1, maxLength: 7 });

    test("is a reading or a failed poll, and no other error", () => {
      fc.assert(
        fc.property(path, fc.jsonValue(), (where, replacement) => {
          const found = outcome(feed, withBody(each, index, mutate(original, where, replacement)), sourceIndex);
          expect(found).toMatch(/^([A-Z]+|[a-z_]+)$/);
          expect(found).not.toBe("UNKNOWN");
        }),
        { numRuns: 200 },
      );
    });
  },
);

describe("no other word is green", () => {
  const words = fc.oneof(fc.string(), fc.constantFrom("Operational", "ok", "up", "none", "__proto__", "toString"));

  test.each([
    ["statuspage", (status: string) => [{ components: [{ name: "a", status }] }], "operational"],
    ["heroku", (status: string) => [{ status: [{ system: "a", status }] }], "green"],
    ["sorry", (state: string) => [{ components: [{ name: "a", state }] }, null], "operational"],
  ] as const)("%s", (kind, bodiesOf, green) => {
    expect(outcome(feedOf(kind), bodiesOf(green))).toBe("OPERATIONAL");
    fc.assert(
      fc.property(words, (word) => {
        fc.pre(word !== green);
        expect(outcome(feedOf(kind), bodiesOf(word))).not.toBe("OPERATIONAL");
      }),
    );
  });
});

test("a feed's time is one, whatever it says", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      ),
      (updated_at) => {
        const { feedAt } = read(feedOf("statuspage"), [{ ...fixture("statuspage"), page: { updated_at } }]);
        expect(feedAt === null || Number.isSafeInteger(feedAt)).toBe(true);
      },
    ),
  );
});
