import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Statuspage } from "statuspage.io";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StatusResponse } from "@/lib/schemas/public";
import { StatuspageSummaryBody } from "@/lib/schemas/statuspage";
import { pullSnapshot } from "../../../scripts/mirror/pull";
import { type FakeServer, findDeadPort, type Reply, startFakeServer } from "../../fakes/server";
import { mainOf, oldMainOf, openMirror, SNAPSHOT, statesIn } from "../../support/mirror";
import { registryWith, snapshotAt } from "../../support/mirror-snapshot";

const NOON = Date.parse("2026-11-30T12:04:20Z");
const MINUTE_MS = 60_000;

let source: FakeServer;
let mirror: ReturnType<typeof openMirror>;
beforeEach(async () => {
  source = await startFakeServer({ [SNAPSHOT]: { body: snapshotAt(NOON) } });
  mirror = openMirror({ source: source.url });
});
afterEach(async () => {
  await source.stop();
  mirror.close();
});

describe("while the status page answers", { timeout: 120_000 }, () => {
  it("the copy shows what it says, stamped with the time of its data", async () => {
    await mirror.run(NOON + 20_000);
    const html = mirror.read("index.html");
    expect(html.includes("As of 12:04 UTC, a copy kept outside our main host.")).toBe(true);
    expect(mainOf(html).includes("All systems operational")).toBe(true);
    expect(mainOf(html).includes("may be out of date")).toBe(false);
    expect(mirror.read("de/index.html").includes("Stand 12:04 UTC")).toBe(true);
    const status = StatusResponse.parse(mirror.json("status.json"));
    expect([status.overall_status, status.stale, status.generated_at]).toEqual([
      "OPERATIONAL",
      undefined,
      "2026-11-30T12:04:20Z",
    ]);
    expect(StatuspageSummaryBody.parse(mirror.json("summary.json")).status.indicator).toBe("none");
    expect(mirror.read("history.atom").includes("inc_00421")).toBe(true);
    expect(mirror.read("incidents/inc_00421/index.html").includes("Pages do not load.")).toBe(true);
  });

  it.each([
    ["en", "en", "All systems operational", "a copy kept outside"],
    ["es", "es", "Todos los sistemas están operativos", "una copia"],
    ["de", "de", "Alle Systeme funktionieren", "eine Kopie"],
    ["fr", "fr", "Tous les systèmes sont opérationnels", "copie conservée"],
    ["ja", "ja", "すべてのシステムが正常に稼働しています", "コピー"],
  ])("in %s the page, its stamp and its links are of that language", async (folder, language, headline, copy) => {
    await mirror.run(NOON);
    const html = mirror.read(folder === "en" ? "index.html" : `${folder}/index.html`);
    expect([html.includes(`<html lang="${language}"`), mainOf(html).includes(headline)]).toEqual([true, true]);
    expect(/data-strip="mirror".*?<\/aside>/s.exec(html)?.[0]).toContain(copy);
    expect(html).toContain('href="history/index.html"');
  });

  it("a client that knows only Statuspage reads it, when it is told another host", async () => {
    await mirror.run(NOON);
    const host = await startFakeServer({}, 0, ({ path }) => ({ bytes: Buffer.from(mirror.read(`.${path}`)) }));
    const client = new Statuspage("raxx");
    client.setApiUrl(host.url);
    const { status, components } = await client.api.getSummary();
    expect([status.indicator, components.filter(({ group }) => !group).length]).toEqual(["none", 2]);
    expect((await client.api.incidents.getAll()).incidents.map(({ name }) => name)).toEqual(["Pages do not load"]);
    await host.stop();
    expect(mirror.json("summary.json")).toEqual(mirror.json("api/v2/summary.json"));
  });

  it("a second run in the same minute writes nothing, the next minute's what has changed", async () => {
    await mirror.run(NOON + 1_000);
    source.at(SNAPSHOT, { body: { ...snapshotAt(NOON), taken_at: NOON + 30_000 } });
    expect(await mirror.run(NOON + 31_000)).toMatchObject({ written: [], removed: [] });
    source.at(SNAPSHOT, { body: { ...snapshotAt(NOON, "DOWN"), taken_at: NOON + 31_000 } });
    expect((await mirror.run(NOON + 32_000)).written).toContain("index.html");
  });

  it("what is no longer there goes, and what the copy did not write stays", async () => {
    await mirror.run(NOON);
    source.at(SNAPSHOT, { body: { ...snapshotAt(NOON), incidents: [], told: [] } });
    const { removed } = await mirror.run(NOON + 1_000);
    expect(removed).toContain("fr/incidents/inc_00421/index.html");
    expect(existsSync(join(mirror.folder, "incidents"))).toBe(false);
    expect(existsSync(mirror.stateFile)).toBe(true);
  });

  it("a page needs nothing of the main host: its links lead within the copy or say where they lead", async () => {
    await mirror.run(NOON);
    const pages = globSync(join(mirror.folder, "**", "*.html"));
    expect(pages).toHaveLength(5 * (2 + 2 + 1));
    for (const page of pages) {
      const html = readFileSync(page, "utf8");
      expect(html).toContain(`http-equiv="Content-Security-Policy" content="default-src &#x27;none&#x27;`);
      expect([page, /<link rel="\w*(?:stylesheet|preload)|<script [^>]*src=|<img /.test(html)]).toEqual([page, false]);
      for (const [, link = ""] of html.matchAll(/ (?:href|src)="([^"#]+)/g)) {
        if (/^(?:https:\/\/(?:status\.)?raxx\.app|data:image)/.test(link)) continue;
        expect([page, link, existsSync(join(dirname(page), link))]).toEqual([page, link, true]);
      }
    }
  });
});

/** Each way in which a status page may not answer, or answer what is not ours. */
const SILENCES: Record<string, Reply> = {
  "an error": { status: 503, body: snapshotAt(NOON) },
  "an error page": { status: 200, body: "<html>Error 1101</html>", headers: { "Content-Type": "text/html" } },
  "HTML that says it is JSON": { body: "<html>", headers: { "Content-Type": "application/json" } },
  "a redirect": { status: 302, headers: { Location: "https://elsewhere.example/" }, body: snapshotAt(NOON) },
  "another version's shape": { body: { ...snapshotAt(NOON), version: 3 } },
  "a key that is not ours": { body: { ...snapshotAt(NOON), owned_by: "elsewhere" } },
  "a body that breaks off": { body: snapshotAt(NOON), act: "cut" },
  "a time to come": { body: snapshotAt(NOON + 3_600_000) },
  "a broken connection": { act: "drop" },
};

describe("while it does not answer", { timeout: 120_000 }, () => {
  it.each(Object.entries(SILENCES))("%s is silence", async (_, reply) => {
    source.at(SNAPSHOT, reply);
    expect(Object.keys(await pullSnapshot(source.url, NOON))).toEqual(["silence"]);
  });

  it("what is known stays, and the copy says since when it hears nothing", async () => {
    await mirror.run(NOON + 5 * MINUTE_MS);
    source.at(SNAPSHOT, { act: "drop" });
    await mirror.run(NOON + 10 * MINUTE_MS);
    const html = mirror.read("index.html");
    expect(html.includes("Our status page has not answered since 12:09 UTC.")).toBe(true);
    expect(html.includes("As of 12:04 UTC")).toBe(true);
    expect(mainOf(html).includes("Last known status")).toBe(true);
    expect(StatusResponse.parse(mirror.json("status.json"))).toMatchObject({
      stale: true,
      overall_status: "OPERATIONAL",
      generated_at: "2026-11-30T12:04:20Z",
    });
  });

  it("a source that hangs, and one that never ends, are given up", async () => {
    source.at(SNAPSHOT, { act: "hang" });
    expect(await pullSnapshot(source.url, NOON, 300)).toEqual({ silence: "it did not answer in time" });
    expect(await pullSnapshot(`http://127.0.0.1:${await findDeadPort()}`, NOON)).toHaveProperty("silence");
  });

  it("every surface is UNKNOWN once the copy is 15 minutes old, in each file", async () => {
    await mirror.run(NOON);
    source.at(SNAPSHOT, { act: "drop" });
    await mirror.run(NOON + 15 * MINUTE_MS - 1);
    expect(statesIn(mainOf(mirror.read("surfaces/app-raxx-app/index.html")))).toEqual(["OPERATIONAL"]);
    await mirror.run(NOON + 15 * MINUTE_MS);
    for (const file of ["index.html", "ja/index.html", "surfaces/app-raxx-app/index.html"])
      expect([file, statesIn(mainOf(mirror.read(file)))]).toEqual([file, ["UNKNOWN"]]);
    expect(mirror.json("status.json")).toMatchObject({ stale: true, overall_status: "UNKNOWN" });
    const { status, components } = StatuspageSummaryBody.parse(mirror.json("summary.json"));
    expect([status.indicator, components.some((each) => each.status === "operational")]).toEqual(["minor", false]);
    expect(mirror.read("history.atom").includes("inc_00421")).toBe(true);
  });

  it("each page carries what takes its place by the reader's clock: UNKNOWN, 15 minutes after its data", async () => {
    await mirror.run(NOON);
    const html = mirror.read("index.html");
    expect(/data-from="(\d+)"/.exec(html)?.[1]).toBe(String(NOON + 15 * MINUTE_MS));
    expect([statesIn(mainOf(html)), statesIn(oldMainOf(html))]).toEqual([["OPERATIONAL"], ["UNKNOWN"]]);
    expect(oldMainOf(html).includes("may be out of date")).toBe(true);
  });

  it("a first run without an answer shows every surface as UNKNOWN", async () => {
    source.at(SNAPSHOT, { act: "drop" });
    await mirror.run(NOON, { registry: registryWith() });
    const html = mirror.read("index.html");
    expect(html.includes("We have not heard from our status page.")).toBe(true);
    expect(html.includes("a copy kept outside")).toBe(false);
    expect(mirror.json("status.json")).toMatchObject({ stale: true, overall_status: "UNKNOWN" });
  });
});
