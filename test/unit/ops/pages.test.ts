import { globSync, readFileSync } from "node:fs";
import { type ComponentProps, createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { type operatorAction, operatorPage } from "@/app/_ops/operator-page";
import { DoneStep } from "@/components/ops/done-step";
import { opsMessages } from "@/components/ops/ops-messages";
import { inRoot } from "../../../scripts/root";

vi.mock("next/headers", () => ({ headers: async () => new Headers() }));

/** A deployment with Access, and a request that brings none of its tokens. */
const env = { ACCESS_TEAM_DOMAIN: "https://team.cloudflareaccess.com", ACCESS_AUD: "a".repeat(64) };
const PLATFORM = { env, ctx: { requestId: "test", waitUntil: () => undefined }, cf: {} };
Object.assign(globalThis, { [Symbol.for("__cloudflare-context__")]: PLATFORM });
beforeEach(() => {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  return () => log.mockRestore();
});

type Page = ReturnType<typeof operatorPage>;
const PAGES = globSync("app/ops/**/page.tsx", { cwd: inRoot() });
const PROPS = { params: Promise.resolve({}), searchParams: Promise.resolve({}) };
const View = () => null;
const REFUSED = { code: "unauthorized" };

describe("the pages of /ops", () => {
  test("there are all of them", () => expect(PAGES).toHaveLength(13));

  test.each(PAGES)("%s is an operators' page, which refuses everybody else", async (file) => {
    const { default: page }: { default: Page } = await import(inRoot(file));
    expect(page.definition.load).toBeTypeOf("function");
    await expect(page(PROPS)).rejects.toMatchObject(REFUSED);
  });

  test("read nothing before they know their operator", async () => {
    const load = vi.fn(() => ({}));
    const page = operatorPage({ path: "/ops", title: "", load, View });
    await expect(page(PROPS)).rejects.toMatchObject(REFUSED);
    expect(load).not.toHaveBeenCalled();
  });
});

describe("the server actions", async () => {
  const modules = globSync("app/**/*.{ts,tsx}", { cwd: inRoot() }).filter((file) =>
    readFileSync(inRoot(file), "utf8").startsWith('"use server"'),
  );
  const actions = await Promise.all(modules.map((file) => import(inRoot(file))));
  const all = actions.flatMap((module) => Object.entries<ReturnType<typeof operatorAction>>(module));

  test("there are all of them", () => expect(all).toHaveLength(7));

  test.each(all)("%s refuses everybody but operators", async (_, action) => {
    await expect(action(null, new FormData())).rejects.toMatchObject(REFUSED);
  });
});

test.each([true, false])("the last step of a write says whether readers see it at once: purged is %s", (purged) => {
  const result = { replayed: false, purged, surfaces: [], window_id: null, incident_id: null, undo: null };
  const state: ComponentProps<typeof DoneStep>["state"] = { step: "done", write: { action: "note" }, result };
  const form = { messages: opsMessages, submit: () => undefined, isPending: false, names: {} };
  const html = renderToStaticMarkup(createElement(DoneStep, { ...form, state }));
  expect(html).toContain("Done.");
  expect(html.includes("refused to purge the edge cache")).toBe(!purged);
});
