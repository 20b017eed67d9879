import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FakeServer, type Reply, startFakeServer } from "../../fakes/server";
import { iso } from "../../support/http";
import { type Operator, operatorOf } from "../../support/operator";
import { startServer, type TestServer } from "../../support/server";
import { entry } from "../../support/surfaces";
import { alertsOf, type Minutes, minutesOf, probesOf } from "./minutes";

/** What the gated surface sends with each of its own answers, and Access with none. */
const OWN = { "X-Service": "api" };
const LOGIN = "https://raxx.cloudflareaccess.com/cdn-cgi/access/login/gated?kid=1";

let fake: FakeServer;
let server: TestServer;
let operator: Operator;
let minutes: Minutes;

beforeAll(async () => {
  fake = await startFakeServer({ "/well": {}, "/gated": { headers: OWN }, "/shut": {} });
  const gated = { probe_auth: "access", probe_expect: { header: "X-Service" } } as const;
  server = await startServer({
    registry: [
      entry("gated", "probed", { probe_url: `${fake.url}/gated`, ...gated }),
      ...["well", "shut"].map((id) => entry(id, "probed", { probe_url: `${fake.url}/${id}` })),
    ],
    env: {
      ...{ FLAG_STATUS_PROBER: "1", PROBE_RETRY_MS: "10", PROBE_CONTROL_URLS: `${fake.url}/well` },
      ...{ PROBE_ACCESS_CLIENT_ID: "id.access", PROBE_ACCESS_CLIENT_SECRET: "secret" },
    },
  });
  operator = operatorOf(server);
  minutes = minutesOf(server);
});
afterAll(() => Promise.all([server, fake].map((each) => each.stop())));

const stateOf = async (id: string) => (await operator.stored(id)).state;
const alerts = () => alertsOf(server, "prober:access");
const streaksOf = async (id: string) => {
  const [row] = await server.sql(
    "SELECT probe_ok_streak AS ok, probe_fail_streak AS failed FROM surface_state WHERE surface_id = ?",
    id,
  );
  return row;
};

describe("a surface behind Cloudflare Access", () => {
  const answer = (reply: Reply) => fake.at("/gated", reply);

  it.each([
    ["401", { status: 401 }],
    ["403", { status: 403 }],
    ["the login", { status: 302, headers: { Location: LOGIN } }],
  ] as const)(
    "whose service token Access answers with %s has no result, and one alert until it is let in",
    async (_, reply) => {
      answer({ headers: OWN });
      await minutes.pass(3);
      const [before, rows, began] = [await streaksOf("gated"), await probesOf(server, "gated"), await alerts()];
      answer(reply);
      await minutes.pass();
      expect([await stateOf("gated"), await streaksOf("gated")]).toEqual(["OPERATIONAL", before]);
      await minutes.pass(4);
      expect(await stateOf("gated")).toBe("UNKNOWN");
      expect(await probesOf(server, "gated")).toEqual(rows);
      const opened = (await alerts()).slice(began.length);
      expect(opened).toMatchObject([{ closed_at: null, title: expect.stringContaining("service token is refused") }]);
      answer({ headers: OWN });
      await minutes.pass();
      expect((await alerts()).slice(began.length)).toMatchObject([{ closed_at: iso(minutes.now()) }]);
      await minutes.pass(2);
      expect(await stateOf("gated")).toBe("OPERATIONAL");
    },
  );

  it("fails by its own 403, which bears the header that only the surface sends, and by Cloudflare's 522", async () => {
    const before = await alerts();
    for (const reply of [{ status: 403, headers: OWN }, { status: 522 }, { status: 403, headers: OWN }]) {
      answer(reply);
      await minutes.pass();
    }
    expect(await stateOf("gated")).toBe("DOWN");
    expect((await probesOf(server, "gated")).slice(-3).map(({ error }) => error)).toEqual([
      "status",
      "timeout",
      "status",
    ]);
    expect(await alerts()).toEqual(before);
  });

  it("has no result where only the second look is refused", async () => {
    let calls = 0;
    fake.at("/gated", () => (++calls === 1 ? { status: 522 } : { status: 401 }));
    const rows = await probesOf(server, "gated");
    await minutes.pass();
    expect([calls, await probesOf(server, "gated")]).toEqual([2, rows]);
    answer({ headers: OWN });
  });
});

describe("a surface that the registry does not know to be behind Access", () => {
  it("has no result either: streaks and state hold, then the gap makes it UNKNOWN, never DOWN, and an alert says why", async () => {
    await minutes.pass(3);
    const [before, rows] = [await streaksOf("shut"), await probesOf(server, "shut")];
    fake.at("/shut", { status: 302, headers: { Location: LOGIN.replace("gated", "shut") } });
    await minutes.pass();
    expect([await stateOf("shut"), await streaksOf("shut")]).toEqual(["OPERATIONAL", before]);
    await minutes.pass(4);
    expect(await stateOf("shut")).toBe("UNKNOWN");
    expect(await probesOf(server, "shut")).toEqual(rows);
    expect((await alerts()).at(-1)).toMatchObject({ closed_at: null, title: expect.stringMatching(/: shut$/) });
  });

  it("fails by a 401 of its own", async () => {
    fake.at("/shut", { status: 401 });
    await minutes.pass(3);
    expect(await stateOf("shut")).toBe("DOWN");
    expect((await alerts()).at(-1)?.closed_at).not.toBe(null);
  });
});
