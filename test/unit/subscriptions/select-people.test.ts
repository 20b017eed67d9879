import { describe, expect, test } from "vitest";
import type { SurfaceEntry } from "@/lib/platform/registry";
import { selectPeople } from "@/lib/services/subscriptions/select-people";

const SURFACES = [
  { id: "api-service", display_name: "API Service" },
  { id: "trade-execution", display_name: "Trade Execution Path" },
  { id: "raxx-app", display_name: "Login, Sign-up" },
  { id: "one-of-two", display_name: "Twin" },
  { id: "two-of-two", display_name: "Twin" },
] as SurfaceEntry[];

const select = (csv: string, names = "") => selectPeople(csv, names, SURFACES);
const addresses = (csv: string) => select(csv).people.map(({ address }) => address);
const issues = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { issues?: unknown }).issues ?? error;
  }
};

describe("a list's form", () => {
  test.each([
    ["a byte order mark and CRLF", '\uFEFF"Email",State\r\na@x.test,active\r\nb@x.test,active\r\n'],
    ["semicolons", "email;state\na@x.test;active\nb@x.test;active"],
    ["tabs", "Email\tState\na@x.test\tactive\nb@x.test\tActive"],
    [
      "quotes, with separators and line ends in them",
      'Name,"E-mail",State\n"Doe, ""J""\nX",a@x.test,active\n"","b@x.test","active"',
    ],
    [
      "a quoted header whose cells hold other separators",
      '"Name; first","Email",State\nx,a@x.test,active\ny,b@x.test,active',
    ],
    ["line ends of three kinds", "email,state\ra@x.test,active\n\n,\r\nb@x.test,active"],
    [
      "names of columns in any case, with spaces, dashes and question marks",
      "E-Mail Address,Quarantined At?\na@x.test,\nb@x.test,",
    ],
    ["Excel’s line of the separator above", "\uFEFFsep=;\r\nemail;state\r\na@x.test;active\r\nb@x.test;active"],
    ["that line in quotes, and no header line", '"sep=,"\na@x.test\nb@x.test'],
    ["no header line, and another separator in each line", "x,a@x.test\nb@x.test;y\n"],
  ])("with %s is read", (_, csv) => {
    expect(select(csv)).toMatchObject({ lines: 2, left_out: {} });
    expect(addresses(csv)).toEqual(["a@x.test", "b@x.test"]);
  });

  test.each([
    ["ends early in the header", '"e"mail', "Line 1: a quote stands within a cell, or more stands behind it."],
    ["is never closed", 'email\nb@x.test\n"a@x.test\nc@x.test\nd@x.test\n', "Record 3: a quote is not closed."],
    ["is inside", 'email\r\nb@x.test\r\na"b@x.test', "Line 3: a quote stands within a cell, or more stands behind it."],
    ["ends early", 'email\nb@x.test\n"a"@x.test\n', "Line 3: a quote stands within a cell, or more stands behind it."],
  ])("whose quote %s is refused with its place, without a word of it", (_, csv, message) => {
    expect(issues(() => select(csv))).toEqual([{ path: "csv", message }]);
  });

  test.each([
    ["a title above it", "Subscribers of May\nemail;state\na@x.test;unconfirmed", 2],
    ["a title that is the name of a column", "Email,,\n\nemail,state,components\na@x.test,unconfirmed,", 3],
    ["a title of two cells, one an address", "Exported by,ops@x.test\nEmail\tConfirmed at\na@x.test\t", 2],
    ["people above it", `${"a@x.test\n".repeat(9)}email,state\nb@x.test,unconfirmed`, 10],
  ])("whose header line has %s is refused with its place", (_, csv, line) => {
    const message = `Line ${line} names columns, and the header line must be the first. Remove the lines above it, or import each list by itself.`;
    expect(issues(() => select(csv))).toEqual([{ path: "csv", message }]);
  });

  test.each(["E-Mail-Adresse;Zustand\na@x.test;unbestätigt", "Subscribers of May\na@x.test", "sep=;\nNom;Courriel\n"])(
    "that begins with neither an address nor a name that is known is refused with the names: %s",
    (csv) => {
      const message =
        "The first line has no mail address and no name of a column that is known: email, mode, endpoint, state, quarantined, unconfirmed, confirmed, unsubscribed, components. Name its columns so, or remove it where the list has none but the address.";
      expect(issues(() => select(csv))).toEqual([{ path: "csv", message }]);
    },
  );

  test.each([
    [
      "modes and states that are names of columns too",
      "mode,email,state\nwebhook,,confirmed\nemail,a@x.test,confirmed",
    ],
    ["the same without a header line", "email,a@x.test,confirmed\nemail,a@x.test,unconfirmed"],
  ])("with %s is no second header line", (_, csv) => {
    expect(addresses(csv)).toEqual(["a@x.test"]);
  });

  test("of more lines than one import takes is refused, with both numbers", () => {
    const people = Array.from({ length: 2_001 }, (_, i) => `p${i}@x.test`).join("\n");
    const [{ message }] = issues(() => select(`email\n${people}`)) as [{ message: string }];
    expect(message).toBe(
      "The list has 2,001 lines, and one import takes 2,000. Import it in parts, each below its header line.",
    );
    expect(select(people.slice(people.indexOf("\n") + 1)).people).toHaveLength(2_000);
  });

  test("with a quarter of a million columns is read in seconds, and names fifty of them", () => {
    const { columns, people } = select(`email${",x".repeat(120_000)}\na@x.test${",".repeat(120_000)}`);
    expect(columns?.ignored).toHaveLength(50);
    expect(people).toHaveLength(1);
    expect(select(",".repeat(249_999)).lines).toBe(0);
    expect(select(`email\n${"a".repeat(120_000)}@${"a-".repeat(60_000)}`).left_out).toEqual({ no_address: 1 });
    expect(select(`email,components\na@x.test,"${"f,x".repeat(80_000)}"`).unknown_components.length).toBeLessThan(51);
  });

  test("has formulas, scripts and names of prototypes as texts", () => {
    const csv = 'email,state,__proto__,constructor\n=HYPERLINK("x"),active,1,2\n'.replaceAll('"', "'");
    expect(select(csv)).toMatchObject({ left_out: { no_address: 1 }, people: [] });
    expect(select("email,components\na@x.test,__proto__").unknown_components).toEqual([
      { name: "__proto__", people: 1 },
    ]);
  });

  test("says which columns were read, and which were not", () => {
    expect(select("Email,State,Created at,\n").columns).toEqual({ read: ["Email", "State"], ignored: ["Created at"] });
    expect(select("a@x.test\n").columns).toBeNull();
  });
});

describe("who is left out", () => {
  test.each([
    ["mode,email", "sms,a@x.test", "not_mail"],
    ["type,email", "Webhook,a@x.test", "not_mail"],
    ["email,endpoint", "a@x.test,https://hook.test", "not_mail"],
    ["email,state", "a@x.test,unconfirmed", "unconfirmed"],
    ["email,status", "a@x.test,Pending", "unconfirmed"],
    ["email,unconfirmed", "a@x.test,true", "unconfirmed"],
    ["email,confirmed at", "a@x.test,", "unconfirmed"],
    ["email,confirmed", "a@x.test,FALSE", "unconfirmed"],
    ["email,state", "a@x.test,quarantined", "quarantined"],
    ["email,state,quarantined_at", "a@x.test,active,2026-01-02T00:00:00Z", "quarantined"],
    ["email,Quarantined", "a@x.test,yes", "quarantined"],
    ["email,state", "a@x.test,unsubscribed", "not_active"],
    ["email,state", "a@x.test,", "not_active"],
    ["email,unsubscribed_at", "a@x.test,2026-01-02", "not_active"],
    ["email,state", "nobody,active", "no_address"],
    ["name,email,state", "Doe,John,a@x.test,active", "misaligned"],
    ["email,components,state", "a@x.test", "misaligned"],
    ["email,components,state", "a@x.test,api-service", "misaligned"],
    ["email,quarantined_at,created_at", "a@x.test", "misaligned"],
    ["email,confirmed_at", "a@x.test", "misaligned"],
    ["email,unsubscribed_at", "a@x.test", "misaligned"],
    ["email,components", "a@x.test", "misaligned"],
    ["email,mode", "a@x.test", "misaligned"],
    ["email,components", '"a@x.test","API Service, EU"', "unknown_components"],
    ["email,components", '"a@x.test","All, EU"', "unknown_components"],
    ["email,components", "a@x.test,Fax", "unknown_components"],
    ["email,components", "a@x.test,Twin", "unknown_components"],
  ])("%s: %s is %s", (header, line, reason) => {
    expect(select(`${header}\n${line}`)).toMatchObject({ people: [], lines: 1, left_out: { [reason]: 1 } });
  });

  test.each([
    ["mode,email", "Email,a@x.test"],
    ["mode,email", ",a@x.test"],
    ["email,state", "a@x.test,CONFIRMED"],
    ["email,quarantined,unconfirmed,endpoint", "a@x.test,false,0,"],
    ["email,confirmed_at", "a@x.test,2026-01-02"],
    ["email,quarantined_at,created_at", "a@x.test,"],
    ["email,state", "a@x.test,active,,"],
  ])("%s: %s is nobody", (header, line) => {
    expect(select(`${header}\n${line}`)).toMatchObject({ people: [{ address: "a@x.test" }], left_out: {} });
  });

  test("an address that is listed again counts once, by its first line that counts", () => {
    const csv = "email,state,components\na@x.test,pending,\nA@x.test,active,api-service\na@X.test,active,\n";
    expect(select(csv)).toMatchObject({
      people: [{ address: "A@x.test", surfaces: ["api-service"] }],
      left_out: { unconfirmed: 1, repeated: 1 },
    });
  });

  test("without a header line, a line that begins with another way to be told", () => {
    expect(select("email,a@x.test,yes\nwebhook,https://hook.test,b@x.test\nsms,5551234,US\n")).toMatchObject({
      people: [{ address: "a@x.test", surfaces: [] }],
      left_out: { not_mail: 2 },
    });
  });
});

describe("the components that somebody chose", () => {
  const chosen = (cell: string, names = "") =>
    select(`email\tcomponents\na@x.test\t${cell}`, names).people[0]?.surfaces;

  test.each([
    ["none is all", "", []],
    ["an empty list is all", "[]", []],
    ["an id", "api-service", ["api-service"]],
    ["a name, in any case", " trade  EXECUTION path ", ["trade-execution"]],
    ["a name with a comma", "Login, Sign-up", ["raxx-app"]],
    ["by commas", "API Service, trade-execution", ["api-service", "trade-execution"]],
    ["by semicolons, one with a comma", "Login, Sign-up; API Service;", ["raxx-app", "api-service"]],
    ["by bars", "api-service|api-service|trade-execution", ["api-service", "trade-execution"]],
    ["some of ours and some not", "Fax|API Service", ["api-service"]],
    ["none of ours by a comma, and one of ours", "API Service, EU; trade-execution", ["trade-execution"]],
    ["all of them by a word", "All components", []],
  ])("%s", (_, cell, surfaces) => {
    expect(chosen(cell)).toEqual(surfaces);
  });

  test("a JSON list, of names, ids or objects; a broken one is a name", () => {
    const json = (list: unknown) => `"${JSON.stringify(list).replaceAll('"', '""')}"`;
    expect(chosen(json(["API Service", "trade-execution"]))).toEqual(["api-service", "trade-execution"]);
    expect(chosen(json([{ id: "x1", name: "API Service" }, { id: "trade-execution" }]))).toEqual([
      "api-service",
      "trade-execution",
    ]);
    expect(chosen("[API Service")).toBeUndefined();
  });

  test("names that are none of ours are counted by people, the most first, and by the operator's list they are", () => {
    const csv = "email,components\na@x.test,Fax|Telex\nb@x.test,fax\nc@x.test,Fax\n";
    expect(select(csv)).toMatchObject({
      people: [],
      left_out: { unknown_components: 3 },
      unknown_components: [
        { name: "Fax", people: 2 },
        { name: "Telex", people: 1 },
        { name: "fax", people: 1 },
      ],
    });
    const names = " FAX = api-service\r\n\nfax=Trade Execution Path\na = b = api-service";
    expect(select(csv, names)).toMatchObject({
      people: Array.from({ length: 3 }, () => ({ surfaces: ["api-service", "trade-execution"] })),
      unknown_components: [{ name: "Telex", people: 1 }],
    });
    expect(chosen("a = b", names)).toEqual(["api-service"]);
    expect(chosen("Fax", "Fax = all")).toEqual([]);
  });

  test("a name of which only a part is ours counts as a whole, until the operator’s list has it or its other part", () => {
    const csv = 'email,components\na@x.test,"API Service, EU"\nb@x.test,"Fax, Telex"\n';
    expect(select(csv).unknown_components.map(({ name }) => name)).toEqual(["API Service, EU", "Fax", "Telex"]);
    expect(chosen("API Service, EU", "API Service, EU = trade-execution")).toEqual(["trade-execution"]);
    expect(chosen("API Service, EU", "EU = trade-execution")).toEqual(["api-service", "trade-execution"]);
  });

  test.each(["Fax", "= api-service", "Fax = ", "Fax = nothing of ours"])("a name's line “%s” is refused", (line) => {
    expect(issues(() => select("email\n", `\n${line}`))).toEqual([
      { path: "names", message: "Line 2 must be a name of theirs, “=”, and the id of a surface of ours." },
    ]);
  });
});
