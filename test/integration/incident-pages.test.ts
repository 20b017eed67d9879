import { beforeAll, describe, expect, it } from "vitest";
import { get, iso } from "../support/http";
import { serverForFile } from "../support/server-for-file";
import { QUIET } from "../support/surfaces";

const { server, operator } = serverForFile({ env: QUIET });
type PageBody = Record<string, unknown> & {
  active_incidents: object[];
  bars: { surfaces: Record<string, { bars: string }> };
};
const API = "/api/status/public";
const SECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const FIRST = "Some pages fail. We are looking into it.";

/** The words of a page's main part, as a reader sees them. */
async function wordsOf(path: string): Promise<string> {
  const { text } = await get(server, path);
  const main = /<main.*<\/main>/s.exec(text)?.[0] ?? "";
  return main
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'")
    .replace(/\s+/g, " ");
}

beforeAll(async () => {
  await operator.pin("docs-raxx-app", "PARTIAL", { public_note: FIRST });
  await operator.pin("docs-raxx-app", "OPERATIONAL", { public_note: null });
  await operator.pin("api-service", "DOWN");
  await operator.pin("api-service", "OPERATIONAL");
  const start = Date.now() - 60_000;
  const window = await operator.plan({
    surface_ids: ["ci-runners"],
    starts_at: iso(start),
    ends_at: iso(start + 3_600_000),
    public_note: "New hardware.",
  });
  await operator.end(window.body.id);
});

describe("a release without a last word", () => {
  it("says Resolved on the incident's page, newest first, and never the opening note again", async () => {
    const words = await wordsOf("/incidents/inc_00001");
    expect(words.split("Some pages fail")).toHaveLength(3); // the title, and the update that says it
    expect(words).toMatch(/Updates Newest first\. Resolved .* Opened Partial outage .* Some pages fail\. We are/);
    expect(words).toMatch(/^ *.*Some pages fail Partial outage Resolved after/);
  });

  it("says so in the feeds and in Statuspage's API; v1 keeps the row's note", async () => {
    const atom = (await get(server, "/history.atom")).text;
    expect(atom.split("We are looking into it")).toHaveLength(2);
    expect(atom).toContain("Resolved.");
    const { body } = await get<{ incidents: { incident_updates: { body: string }[] }[] }>(
      server,
      "/api/v2/incidents.json",
    );
    const docs = body.incidents.find(({ incident_updates }) => incident_updates.some((it) => it.body === FIRST));
    expect(docs?.incident_updates.map((it) => it.body)).toEqual(["This incident has been resolved.", FIRST]);
    const v1 = await get<{ incidents: { id: string; public_note: string }[] }>(server, "/api/status/public/incidents");
    expect(v1.body.incidents.find(({ id }) => id === "inc_00001")?.public_note).toBe(FIRST);
  });
});

it("an incident without a word has its surface and state as its title, and says that nothing was posted", async () => {
  const words = await wordsOf("/incidents/inc_00002");
  expect(words).toContain("API Service: Service disruption");
  expect(words).toContain("No updates were posted.");
});

it("maintenance is started and completed, on its page and in the feeds", async () => {
  const words = await wordsOf("/incidents/inc_00003");
  expect(words).toMatch(
    /New hardware Scheduled maintenance Completed after .* Started .* Completed .* Completed .* Started/,
  );
  expect(words).not.toMatch(/Opened|Resolved/);
  expect((await get(server, "/history.atom")).text).toMatch(/Completed\..*Started: Scheduled maintenance/s);
});

it("leads to the incidents before and after it", async () => {
  const linksOf = async (id: string) =>
    [...(await get(server, `/incidents/${id}`)).text.matchAll(/<a [^>]*rel="(prev|next)"[^>]*>/g)].map(
      ([link, rel]) => [rel, /href="([^"]*)"/.exec(link ?? "")?.[1]],
    );
  expect(await linksOf("inc_00001")).toEqual([["next", "/incidents/inc_00002"]]);
  expect(await linksOf("inc_00002")).toEqual([
    ["prev", "/incidents/inc_00001"],
    ["next", "/incidents/inc_00003"],
  ]);
  expect(await linksOf("inc_00003")).toEqual([["prev", "/incidents/inc_00002"]]);
});

it("the history has each incident as a line under its title", async () => {
  expect(await wordsOf("/history")).toMatch(/Some pages fail Documentation Partial outage/);
});

it("/page has the whole feed, and with it open incidents, bars and windows", async () => {
  const note = { public_note: "Some pages fail. We are looking into it." };
  await operator.pin("docs-raxx-app", "PARTIAL");
  await operator.pin("docs-raxx-app", "DOWN", note);
  const [page, whole] = [await get<PageBody>(server, `${API}/page`), await get<PageBody>(server, API)];
  expect(Object.keys(page.body).sort()).toEqual(
    [...Object.keys(whole.body), "active_incidents", "bars", "lists_known", "windows"].sort(),
  );
  expect(page.body.surfaces).toEqual(whole.body.surfaces);
  expect(page.body.windows).toEqual([]);
  expect(page.body.bars.surfaces["docs-raxx-app"]?.bars).toMatch(/^-{89}[-DP](?:[dpu]\d)*$/);
  expect(page.body.active_incidents).toEqual([
    {
      id: expect.stringMatching(/^inc_\d{5}$/),
      surface_id: "docs-raxx-app",
      surface_display_name: "Documentation",
      severity: "down",
      title: "Some pages fail",
      opened_at: expect.stringMatching(SECONDS),
      updates: 2,
      last_update_at: expect.stringMatching(SECONDS),
    },
  ]);
  await operator.pin("docs-raxx-app", "OPERATIONAL");
  expect((await get<PageBody>(server, `${API}/page`)).body.active_incidents).toEqual([]);
});
