import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { inRoot } from "../../../scripts/root";
import { post } from "../../support/http";
import { type Block, blocksOf, markdownFiles } from "../../support/markdown";
import { serverForFile } from "../../support/server-for-file";
import { namedTests, reasonElsewhere } from "./elsewhere";
import { isLike } from "./like";
import { DocumentShell } from "./shell";
import { statementsOf } from "./statements";

/** A block of commands, and the JSON that the document prints behind it as its answer. */
type Printed = Block & { answer: unknown };

const DOCUMENTS = markdownFiles().filter((file) =>
  /^(?:README|CONTRIBUTING)\.md$|^docs\/(?:runbooks\/)?[\w-]+\.md$/.test(file),
);

function printedIn(file: string): Printed[] {
  const blocks = blocksOf(file);
  return blocks.flatMap((block, i) => {
    if (block.language !== "sh") return [];
    const next = blocks[i + 1];
    return [{ ...block, answer: next?.language === "json" ? JSON.parse(next.text) : null }];
  });
}

const isRefusal = (answer: unknown): answer is { status: number } =>
  typeof answer === "object" && answer !== null && "code" in answer && "status" in answer;

let shell: DocumentShell;
const executed: string[] = [];
const migrated = new Set<string>();

/** Whether it is to be run: migrations take wrangler seconds, and the second time has been tried by then. */
const isNews = (statement: string): boolean => {
  if (!statement.includes("wrangler d1 migrations")) return true;
  const isNew = !migrated.has(statement);
  migrated.add(statement);
  return isNew;
};

/** What one document has done is nothing to the next: the registry's surfaces as they are registered, and no more. */
async function beginAnew(): Promise<void> {
  const tables = [
    "surface_state",
    "freescout_tickets",
    "status_incidents",
    "maintenance_window_surfaces",
    "maintenance_windows",
  ];
  for (const table of tables) await server.sql(`DELETE FROM ${table}`);
  const headers = { "X-Internal-Status-Token": server.secrets.STATUS_INTERNAL_WRITE_TOKEN };
  expect((await post(server, "/api/internal/status/seed", {}, headers)).status).toBe(200);
}

const { server } = serverForFile({ env: { OPS_LOCAL_OPERATOR: "ops@example.com" } });
beforeAll(async () => {
  shell = new DocumentShell(server);
  await server.tick(Math.floor(Date.now() / 60_000) * 60_000);
});

describe.each(DOCUMENTS.map((file) => [file, printedIn(file)] as const).filter(([, blocks]) => blocks.length > 0))(
  "what %s prints",
  (_, blocks) => {
    beforeAll(beginAnew);

    it.each(blocks.map((block) => [block.line, block] as const))("at line %i works", async (_, block) => {
      const here = statementsOf(block.text).filter(
        (statement) => reasonElsewhere(statement) === null && isNews(statement),
      );
      if (here.length === 0) return;
      const ran = await shell.run(here);
      const where = `${block.file}:${block.line}\n${ran.said.slice(0, 2_000)}\n${ran.complaint.slice(0, 2_000)}`;
      expect(ran.code, where).toBe(isRefusal(block.answer) ? 22 : 0);
      for (const [, , , database, ...args] of ran.executed) {
        const [sql, ...place] = [args.at(-1) ?? "", ...args.slice(0, -1)];
        expect([database, ...place], where).toEqual([
          "raxx-status-db",
          "--local",
          "--persist-to",
          server.dataDir,
          "--command",
        ]);
        await expect(server.sql(sql), `${where}\n${sql}`).resolves.toBeDefined();
        executed.push(sql);
      }
      if (block.answer !== null)
        expect(isLike(lastJson(ran.said), block.answer), `${where}\nis not like ${JSON.stringify(block.answer)}`).toBe(
          true,
        );
    });
  },
);

/** The last thing that a script said, read as JSON. */
function lastJson(said: string): unknown {
  const start = Math.max(said.lastIndexOf("\n{"), said.lastIndexOf("}{"), said.startsWith("{") ? -1 : -2) + 1;
  return JSON.parse(said.slice(start));
}

it("wrangler executes every SQL command that is printed", () => {
  expect(executed.length).toBeGreaterThan(10);
  const sql = executed.map((one) => one.replace(/;?\s*$/, ";")).join("\n");
  const args = [
    "d1",
    "execute",
    "raxx-status-db",
    "--local",
    "--persist-to",
    server.dataDir,
    "--json",
    "--command",
    sql,
  ];
  const said = execFileSync(inRoot("node_modules", ".bin", "wrangler"), args, { cwd: inRoot(), encoding: "utf8" });
  const results: { success: boolean }[] = JSON.parse(said);
  expect(results.length).toBeGreaterThanOrEqual(executed.length);
  expect(results.every(({ success }) => success)).toBe(true);
});

it("the tests that stand in for commands exist", () => {
  expect(namedTests().filter((path) => !existsSync(inRoot(path)))).toEqual([]);
});
