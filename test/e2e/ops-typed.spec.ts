import type { Page } from "@playwright/test";
import { signedIn } from "../support/access";
import fc from "../support/fast-check";
import { expect, press, RELIEF, test } from "../support/ops-page";
import { APP, FEED, FORMS, type Form, inHours, secondsAgo, type Values, type World } from "./ops-forms";
import { MINUTE_MS } from "./scenes";

test.use({
  timezoneId: "UTC",
  tolerated: /status of 4\d\d|Server Action .* was not found|ERR_FAILED|unexpected response/,
});

const isChoice = (name: string) => /^(?:state|expires_in|lasts|phase|severity\..*)$/.test(name);
const TEXTS = ["public_note", "title", "text"];
const form = (page: Page) => page.locator("[data-form]:visible").first();

const open = (page: Page) =>
  form(page)
    .locator("details")
    .evaluateAll((all) => {
      for (const group of all) group.setAttribute("open", "");
    });

async function type(page: Page, name: string, value: string): Promise<void> {
  if (name === "surface_id") {
    await open(page);
    for (const id of [APP, FEED])
      await form(page)
        .locator(`[name="surface_id"][value="${id}"]`)
        .setChecked(id === value);
  } else if (isChoice(name)) {
    await open(page);
    await form(page).locator(`[name="${name}"][value="${value}"]`).check();
  } else if (TEXTS.includes(name)) {
    await open(page);
    await form(page).locator(`[name="${name}"]`).fill(value);
  } else await form(page).locator(`[data-field="${name}"]`).fill(value);
}

/** What the form shows. */
async function shown(page: Page, names: readonly string[]): Promise<Values> {
  const all = names.map(async (name) => {
    if (TEXTS.includes(name)) return [name, await form(page).locator(`[name="${name}"]`).inputValue()];
    if (isChoice(name) || name === "surface_id") {
      const checked = form(page).locator(`[name="${name}"]:checked`);
      return [name, (await checked.evaluateAll((inputs) => inputs.map((i) => (i as HTMLInputElement).value))).join()];
    }
    return [name, await form(page).locator(`[data-field="${name}"]`).inputValue()];
  });
  return Object.fromEntries(await Promise.all(all));
}

const confirming = (page: Page) => page.getByRole("button", { name: /^(?:Confirm|Publish)$/ });
const isConfirming = (page: Page) => confirming(page).isVisible();

/** Presses a button of the form, and waits until the form stands again. */
async function send(page: Page, name: string): Promise<void> {
  const isPost = (request: { method(): string; url(): string }) =>
    request.method() === "POST" && new URL(request.url()).pathname.startsWith("/ops");
  const answered = Promise.any([
    page.waitForEvent("response", (response) => isPost(response.request())),
    page.waitForEvent("requestfailed", isPost),
  ]);
  await page.getByRole("button", { name: name === "Confirm" ? /^(?:Confirm|Publish)$/ : name, exact: true }).click();
  await answered;
  await expect(page.locator("main").locator("fieldset[disabled], button[disabled]")).toHaveCount(0);
  await expect(
    form(page)
      .or(confirming(page))
      .or(page.getByRole("heading", { name: "Done." }))
      .first(),
  ).toBeVisible();
}

/** What can go wrong between two steps; what it undoes is called when it is over. */
const HINDRANCES: Record<string, (page: Page) => Promise<() => Promise<unknown>>> = {
  "the session ended": async (page) => {
    await page.route("**/*", (route, request) => {
      const { "cf-access-jwt-assertion": _, ...headers } = request.headers();
      return route.continue({ headers });
    });
    return () => page.unrouteAll();
  },
  "the site was deployed": async (page) => {
    await page.route("**/ops/**", (route, request) => {
      const { "next-action": action, ...headers } = request.headers();
      return route.continue(action ? { headers: { ...headers, "next-action": `7f${"0".repeat(40)}` } } : {});
    });
    return () => page.unrouteAll();
  },
  "the site did not answer": async (page) => {
    await page.route("**/ops/**", (route, request) => (request.method() === "POST" ? route.abort() : route.continue()));
    return () => page.unrouteAll();
  },
};

type Move = { move: string; field: number; value: number };

/** Walks through a form's steps and confirms it; at each step what was last typed is still there, and in the end it is what is stored. */
async function walk(world: World, subject: Form, moves: readonly Move[], hasScripts: boolean): Promise<void> {
  const { page } = world;
  const names = Object.keys(subject.fields);
  await page.goto(await subject.open(world));
  if (hasScripts)
    await page.evaluate(() => {
      sessionStorage.clear();
      localStorage.clear();
    });
  await page.reload();
  const before = await subject.stored(world);
  const typed: Values = {};
  let isTheirs = false;
  const put = async (name: string, value: string) => {
    await type(page, name, value);
    typed[name] = value;
  };
  const edit = async () => {
    if (await isConfirming(page)) {
      await (hasScripts ? press(page, "Back") : send(page, "Back"));
      await expect(form(page)).toBeVisible();
    }
    expect(await shown(page, Object.keys(typed))).toEqual(typed);
  };
  for (const { move, field, value } of moves) {
    const name = names[field % names.length] as string;
    const values = subject.fields[name] as string[];
    if (move === "type") {
      await edit();
      await put(name, values[value % values.length] as string);
    } else if (move === "preview" && !(await isConfirming(page))) await send(page, "Preview");
    else if (move === "back") await edit();
    else if (move === "theirs" && subject.theirs) {
      await subject.theirs(world);
      isTheirs = true;
    } else if (move === "reload" && hasScripts) {
      await page.reload();
      if (Object.keys(typed).length > 0) await expect(page.getByText("What you typed before is back.")).toBeVisible();
    } else if (move in HINDRANCES && hasScripts) {
      const wasConfirming = await isConfirming(page);
      const over = await HINDRANCES[move]?.(page);
      await send(page, wasConfirming ? "Confirm" : "Preview");
      await expect(page.getByRole("alert").first()).toBeVisible();
      await over?.();
      expect(await isConfirming(page)).toBe(wasConfirming);
    }
    if (!(await isConfirming(page))) expect(await shown(page, Object.keys(typed))).toEqual(typed);
  }
  await edit();
  for (const name of names) {
    const isWrong = name in typed && !isGood(name, typed[name] as string);
    if (isWrong || (subject.needed?.includes(name) && !typed[name]))
      await put(name, subject.fields[name]?.[0] as string);
  }
  await send(page, "Preview");
  for (let i = 0; i < 2 && (await isConfirming(page)); i++) await send(page, "Confirm");
  await expect(page.getByRole("heading", { name: "Done." })).toBeVisible();
  const after = await subject.stored(world);
  for (const name of names) {
    if (name in typed) expectStored(name, after[name], typed[name] as string);
    else if (!isTheirs && name in before && name !== "expires_in")
      expect([name, after[name]]).toEqual([name, before[name]]);
  }
}

function isGood(name: string, value: string): boolean {
  if (TEXTS.includes(name))
    return (
      value.length <= (name === "title" ? 120 : 280) && !value.startsWith("ETA") && (name !== "text" || value !== "")
    );
  return value !== "" && value !== inHours(2) && value !== secondsAgo(8);
}

function expectStored(name: string, stored: string | undefined, value: string): void {
  if (name === "text") expect(stored).toBe(value);
  else if (TEXTS.includes(name)) expect(stored).toBe(value.trim().replace(/\s+/g, " "));
  else if (name === "expires_in" && value !== "never")
    expect(Math.abs(Date.parse(stored ?? "") - Date.now() - Number(value) * MINUTE_MS)).toBeLessThan(MINUTE_MS);
  else if (name.endsWith("_at")) expect(stored).toContain(value);
  else expect(stored).toBe(value === "never" ? "" : value);
}

const SEED = 20261129;
const MOVES = ["type", "type", "type", "preview", "preview", "back", "theirs", "reload", ...Object.keys(HINDRANCES)];

for (const hasScripts of [true, false])
  test.describe(hasScripts ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled: hasScripts });
    for (const [name, subject] of Object.entries(FORMS))
      test(`${name}: whatever happens between its steps, what is confirmed is what was last typed`, async ({
        page,
        server,
        access,
        operator,
      }) => {
        const relief = await signedIn(server, access, RELIEF);
        const moves = fc.array(fc.record({ move: fc.constantFrom(...MOVES), field: fc.nat(11), value: fc.nat(11) }), {
          minLength: 3,
          maxLength: 7,
        });
        await fc.assert(
          fc
            .asyncProperty(moves, (list) => walk({ page, server, operator, relief }, subject, list, hasScripts))
            .beforeEach(async () => {
              await page.unrouteAll();
              for (const table of [
                "maintenance_window_surfaces",
                "maintenance_windows",
                "status_incidents",
                "freescout_tickets",
              ])
                await server.sql(`DELETE FROM ${table}`);
              await operator.pin(APP, "OPERATIONAL", { public_note: null });
            }),
          {
            seed: SEED,
            numRuns: hasScripts ? 2 : 1,
            interruptAfterTimeLimit: 90_000,
            endOnFailure: process.env.CI === "1",
          },
        );
      });
  });
