import { describe, expect, it } from "vitest";
import { PartnerFeed } from "@/lib/schemas/registry";
import { parseRegistry, readRegistry } from "@/scripts/registry";

const FILE = "config/status-surfaces.yaml";
const entry = (id: string, ...more: string[]) =>
  [`  - id: ${id}`, "    display_name: Name", "    category: owned", "    public_description: Text.", ...more].join(
    "\n",
  );
const registry = (...entries: string[]) => `surfaces:\n${entries.join("\n")}\n`;

function problemsOf(yaml: string): string[] {
  try {
    parseRegistry(yaml, FILE);
  } catch (error) {
    return (error as Error).message.split("\n");
  }
  return [];
}

describe("parseRegistry", () => {
  it("fills in the columns that are left out", () => {
    expect(parseRegistry(registry(entry("a")), FILE).surfaces).toEqual([
      {
        id: "a",
        display_name: "Name",
        category: "owned",
        probe_url: null,
        partner_status_url: null,
        public_description: "Text.",
        partner_name: null,
        partner_feed: null,
      },
    ]);
  });

  it("takes every optional field", () => {
    const { surfaces } = parseRegistry(
      registry(
        entry(
          "a",
          '    probe_url: "http://127.0.0.1:4000/health"',
          "    probe_method: HEAD",
          "    probe_auth: access",
          "    probe_expect: { status: [200, 302], location: /login, text: ok }",
          "    partner_feed: { kind: rss, url: 'http://[::1]:4000/feed', components: [A], interval_s: 30, max_age_days: 7 }",
        ),
      ),
      FILE,
    );
    expect(surfaces[0]).toMatchObject({
      probe_url: "http://127.0.0.1:4000/health",
      probe_expect: { status: [200, 302], location: "/login", text: "ok" },
      partner_feed: { kind: "rss", interval_s: 30, max_age_days: 7 },
    });
  });

  it.each(["https://raxx.app/", "http://localhost:1/", "http://127.9.8.7/", "http://[::1]/"])("takes %s", (url) => {
    expect(problemsOf(registry(entry("a", `    probe_url: "${url}"`)))).toEqual([]);
  });

  it.each([
    ["http://raxx.app/", "must be https (plain http only on a loopback address), not http://raxx.app"],
    [
      "http://127.0.0.1.example/",
      "must be https (plain http only on a loopback address), not http://127.0.0.1.example",
    ],
    ["ftp://localhost/", "must be https (plain http only on a loopback address), not ftp://localhost"],
    ["https://me:secret@raxx.app/", "a URL must not hold credentials"],
    ["raxx.app", '"raxx.app" is not a URL'],
  ])("refuses %s", (url, message) => {
    expect(problemsOf(registry(entry("a", `    probe_url: "${url}"`)))).toEqual([
      `${FILE}:6:5 surfaces[0].probe_url: ${message}`,
    ]);
  });

  it.each<[string, string, string]>([
    [
      "an unknown category",
      registry(entry("a"), entry("b").replace("owned", "foo")),
      '8:5 surfaces[1].category: unknown category "foo" (one of owned, upstream_3p, downstream_3p)',
    ],
    [
      "a missing category",
      registry(entry("a").replace("    category: owned\n", "")),
      "2:5 surfaces[0].category: is missing",
    ],
    ["a missing id", registry(entry("a").replace("id: a\n    ", "")), "2:5 surfaces[0].id: is missing"],
    [
      "an id that is no slug",
      registry(entry("Raxx_App")),
      "2:5 surfaces[0].id: must be a slug: lower-case letters and digits, single dashes",
    ],
    ["an id that is a number", registry(entry("7")), "2:5 surfaces[0].id: must be of type string, not number"],
    [
      "an id used twice",
      registry(entry("a"), entry("b"), entry("a")),
      '10:5 surfaces[2].id: "a" is already the id of entry [0]',
    ],
    ["an empty name", registry(entry("a").replace("Name", '" "')), "3:5 surfaces[0].display_name: must not be empty"],
    [
      "an empty description",
      registry(entry("a").replace("Text.", '""')),
      "5:5 surfaces[0].public_description: must not be empty",
    ],
    ["a misspelt key", registry(entry("a", "    probe_ulr: null")), "6:5 surfaces[0].probe_ulr: unknown key"],
    [
      "a partner behind a downstream surface",
      registry(entry("a", "    partner_name: Acme").replace("owned", "downstream_3p")),
      "6:5 surfaces[0].partner_name: a downstream_3p surface names no partner",
    ],
    [
      "a probe's detail without a probe",
      registry(entry("a", "    probe_method: GET")),
      "6:5 surfaces[0].probe_method: means nothing without a probe_url",
    ],
    [
      "an unknown feed kind",
      registry(entry("a", "    partner_feed:", "      kind: soap", "      url: https://a.example/")),
      '7:7 surfaces[0].partner_feed.kind: unknown feed kind "soap" (one of statuspage, heroku, sorry, google_workspace, rss)',
    ],
    [
      "too short an interval",
      registry(
        entry("a", "    partner_feed:", "      kind: rss", "      url: https://a.example/", "      interval_s: 5"),
      ),
      "9:7 surfaces[0].partner_feed.interval_s: must be at least 30",
    ],
    ["a key given twice", registry(entry("a", "    category: owned")), "6:5 Map keys must be unique"],
    [
      "an unclosed list",
      "surfaces:\n  - id: [a\n  - b: c\n",
      "3:3 Flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
    ["an alias without its anchor", "surfaces: *all\n", '1:11 no anchor "all" before this alias'],
    ["an unknown tag", "surfaces: !all []\n", "1:11 Unresolved tag: !all"],
    ["an empty list", "surfaces: []\n", "1:1 surfaces: must list a surface"],
    ["no list", "# nothing\nsurfaces: none\n", "2:1 surfaces: must be of type array, not string"],
    ["an empty file", "", "1:1 must be of type object, not null"],
  ])("points at %s", (_, yaml, problem) => {
    expect(problemsOf(yaml)).toEqual([`${FILE}:${problem}`]);
  });

  it("lists every problem in the order of the file", () => {
    const yaml = registry(entry("a").replace("owned", "foo"), entry("a").replace("Name", '""'), entry("b", "    x: 1"));
    expect(problemsOf(yaml)).toEqual([
      `${FILE}:4:5 surfaces[0].category: unknown category "foo" (one of owned, upstream_3p, downstream_3p)`,
      `${FILE}:6:5 surfaces[1].id: "a" is already the id of entry [0]`,
      `${FILE}:7:5 surfaces[1].display_name: must not be empty`,
      `${FILE}:14:5 surfaces[2].x: unknown key`,
    ]);
  });
});

it("readRegistry names a file that is not there", () => {
  expect(() => readRegistry("no-such.yaml")).toThrow("no-such.yaml");
});

it("a partner is polled each 30 seconds at most", () => {
  const feed = (interval_s: number) => ({ kind: "statuspage", url: "https://status.example.com", interval_s });
  expect([29, 30].map((interval_s) => PartnerFeed.safeParse(feed(interval_s)).success)).toEqual([false, true]);
});
