import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Account, openAccount } from "../../../scripts/deploy/account";
import { checkHostname } from "../../../scripts/deploy/hostname";
import { readTarget } from "../../../scripts/deploy/target";
import type { FakeServer } from "../../fakes/server";
import { paths, refusal, result, startCloudflare } from "./cloudflare";

const target = readTarget("production");
const HOST = "status.raxx.app";

let fake: FakeServer;
let account: Account;
beforeAll(async () => {
  const started = await startCloudflare();
  fake = started.fake;
  account = await openAccount(started.env);
});
afterAll(() => fake.stop());

/** Nobody has the hostname. */
beforeEach(() => {
  fake.at(paths.domains, result([]));
  fake.at(paths.zones, result([{ id: "zone0", name: "raxx.app" }]));
  fake.at(paths.records, result([]));
  fake.at(paths.routes, result([{ pattern: "*.raxx.app/*", script: "another" }]));
});

const look = async (mayTake = false) => {
  const { level, says, remedy } = await checkHostname(account, target, mayTake);
  return [level, says, remedy];
};

it("a hostname that is free or already ours lets a deployment go on", async () => {
  expect(await look()).toEqual(["ok", `${HOST} is free`, undefined]);
  fake.at(paths.domains, result([{ hostname: HOST, service: "raxx-status-worker" }]));
  fake.at(paths.zones, refusal(403, 9109, "Unauthorized")); // a later deployment needs no look at the zone
  expect(await look()).toEqual(["ok", `${HOST} is raxx-status-worker's`, undefined]);
});

it("another's Worker, DNS record or route there stops it, by name, until --take-hostname", async () => {
  fake.at(paths.domains, result([{ hostname: HOST, service: "old-page" }]));
  fake.at(paths.records, result([{ type: "CNAME", content: "pages.example.net" }]));
  fake.at(paths.routes, result([{ pattern: `${HOST}/*`, script: "old-route" }]));
  const says = `${HOST} belongs to the Worker old-page, a DNS record CNAME pages.example.net, the route ${HOST}/* of old-route`;
  expect(await look()).toEqual(["failure", says, expect.stringContaining("--take-hostname")]);
  expect(await look(true)).toEqual(["warning", `${says} and is taken over`, expect.any(String)]);
});

it("what can't be seen stops it, too", async () => {
  fake.at(paths.records, refusal(403, 10000, "Authentication error"));
  expect(await look()).toEqual([
    "failure",
    expect.stringContaining("Authentication error"),
    expect.stringContaining("DNS Read"),
  ]);
  fake.at(paths.zones, result([{ id: "zone1", name: "xx.app" }]));
  expect((await look())[1]).toContain("the token sees no zone of that name");
});
