import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { deliver, native, runbook } from "../support/freescout";
import { get, iso, post } from "../support/http";
import { type Operator, operatorOf } from "../support/operator";
import { auditOf, dumpTables, incidentOfTicket } from "../support/records";
import { startServer, type TestServer } from "../support/server";
import { QUIET } from "../support/surfaces";

let server: TestServer;
let operator: Operator;
let log = "";
beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((chunk) => {
      log += chunk;
      return true;
    });
  server = await startServer({ env: QUIET });
  operator = operatorOf(server);
});
afterEach(() => expect(log).not.toContain("request failed"));
afterAll(async () => {
  await server.stop();
  vi.restoreAllMocks();
});

const SURFACE = "ci-runners";

describe("what a delivery carries of people", () => {
  it("is in no table and in no log: threads, subject, preview, customers, addresses", async () => {
    const words = { id: 801, tag: SURFACE, note: "Builds wait.", updated: iso(Date.now() - 5000) };
    expect((await deliver(server, native(words))).status).toBe(200);
    expect((await deliver(server, native({ ...words, updated: iso(Date.now()), status: "closed" }))).status).toBe(200);
    await deliver(server, native({ ...words, id: 802, tag: "Kitchen" }));
    await post(server, "/api/webhooks/freescout", native(words), { "X-FreeScout-Signature": "wrong" });
    const kept = JSON.stringify(await dumpTables(server));
    expect(kept).toContain("Builds wait.");
    expect(log).toContain("freescout_webhook");
    for (const text of [kept, log])
      expect(text).not.toMatch(/secret-(thread|subject|preview)|mail\.test|Reader|firstName|"customer/);
  });

  it("is not in the log when a body can't be read", async () => {
    for (const body of [
      '{"event":"x","ticket":{"id":"reader@mail.test"}}',
      '{"id":"reader@mail.test"',
      '"reader@mail.test"',
    ])
      expect((await deliver(server, body)).text).not.toContain("reader@");
    expect(log).not.toContain("reader@");
  });
});

describe("a ticket's note", () => {
  const say = async (id: number, note: string, more: object = {}) => {
    const body = runbook({ id, tag: SURFACE, updated: iso(Date.now()), note, ...more });
    expect((await deliver(server, body)).status).toBe(200);
    return (await operator.shown(SURFACE)).public_note;
  };

  it("loses the sentence that names a broker, and the audit row says so", async () => {
    expect(await say(811, "Orders are delayed. Alpaca reports an outage. We are investigating.")).toBe(
      "Orders are delayed. We are investigating.",
    );
    const row = (await auditOf(server, SURFACE)).at(-1);
    expect(row).toMatchObject({ public_note: "Orders are delayed. We are investigating.", new_state: "DEGRADED" });
    expect(row?.note).toMatch(/left out/);
    expect(row?.note).toContain("broker_name");
    expect(await incidentOfTicket(server, 811)).toMatchObject([
      { public_note: "Orders are delayed. We are investigating." },
    ]);
  });

  it.each([
    ["a promise", "Logins fail. Expected to recover by 15:00.", "Logins fail."],
    ["an address", "Mail jane@corp.example for help. Logins fail.", "Logins fail."],
    ["a host of ours", "Logins fail. See raxx-api-prod.", "Logins fail."],
    ["a credential", "Logins fail. Use sk_live_4eC39HqLyjWDarjtT1zdp7dc.", "Logins fail."],
    ["nothing but a broker's name", "SnapTrade is down.", null],
  ])("loses %s", async (what, note, left) => {
    expect(await say(820 + what.length, note)).toBe(left);
    const id = 820 + what.length;
    await say(id, note, { status: "closed", updated: iso(Date.now() + 1000) });
    expect(await incidentOfTicket(server, id)).toMatchObject([{ public_note: left }]);
    expect((await auditOf(server, SURFACE)).at(-1)?.note).toMatch(/left out/);
  });

  it("is checked first and cut to 280 characters after", async () => {
    const padding = `${"Some pages load slowly. ".repeat(11)}`;
    const note = await say(890, `Alpaca is down. ${padding}The end of this note is far too long to be shown.`);
    expect(note?.length).toBeLessThanOrEqual(280);
    expect(note?.startsWith("Some pages load slowly.")).toBe(true);
    expect(note?.length).toBeGreaterThan(250);
  });

  it("leaves no broker's name in any table, log or public answer", async () => {
    const texts = [JSON.stringify(await dumpTables(server)), log];
    for (const path of ["/", "/api/status/public", "/api/status/public/incidents"])
      texts.push((await get(server, path)).text);
    for (const text of texts) expect(/Alpaca|SnapTrade|jane@corp|sk_live_/i.exec(text)?.[0]).toBeUndefined();
  });
});
