import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { checkGate } from "../../../scripts/deploy/gate";
import { type FakeServer, startFakeServer } from "../../fakes/server";

const COMMIT = "c".repeat(40);
const ENVIRONMENT = "/repos/raxx-app/status/environments/production";
const COMPARISON = `/repos/raxx-app/status/compare/main...${COMMIT}`;

let hub: FakeServer;
beforeAll(async () => {
  hub = await startFakeServer();
});
afterAll(() => hub.stop());

const rules = (...protection_rules: object[]) => ({ body: { name: "production", protection_rules } });
const REVIEWERS = { id: 1, type: "required_reviewers", reviewers: [{ type: "User" }, { type: "Team" }] };

beforeEach(() => {
  hub.at(ENVIRONMENT, rules({ id: 2, type: "branch_policy" }, REVIEWERS));
  hub.at(COMPARISON, { body: { status: "behind", ahead_by: 0 } });
});

const look = async (environment = "production") =>
  (await checkGate({ apiUrl: hub.url, name: "raxx-app/status", token: "gh" }, environment, COMMIT)).map(
    ({ level, what, says }) => `${level} ${what}: ${says}`,
  );

it("production is open to a commit of main where somebody has to say yes", async () => {
  expect(await look()).toEqual(["ok reviewers: 2 of whom one has to say yes", `ok commit: ${COMMIT} is of main`]);
  hub.at(COMPARISON, { body: { status: "identical" } });
  expect((await look())[1]).toMatch(/^ok/);
  expect(hub.asked.at(-1)?.headers.authorization).toBe("Bearer gh");
});

it.each([
  ["without the rule", rules({ id: 2, type: "wait_timer" })],
  ["with the rule and nobody in it", rules({ ...REVIEWERS, reviewers: [] })],
  ["without any rule, as on plans that have none for private repositories", { body: { name: "production" } }],
  ["that is not there", { status: 404, body: { message: "Not Found" } }],
  ["that can't be read", { status: 403, body: { message: "Resource not accessible by integration" } }],
])("it is closed by an environment %s", async (_, answer) => {
  hub.at(ENVIRONMENT, answer);
  expect((await look())[0]).toMatch(/^failure reviewers/);
});

it.each(["ahead", "diverged"])("it is closed to a commit that is %s of main", async (status) => {
  hub.at(COMPARISON, { body: { status } });
  expect((await look())[1]).toBe(`failure commit: ${COMMIT} is not of main (${status})`);
});

it("staging takes any commit, and asks nobody", async () => {
  const before = hub.asked.length;
  expect(await look("staging")).toEqual(["ok gate: staging takes any commit"]);
  expect(hub.asked).toHaveLength(before);
});
