import { beforeEach, describe, expect, it } from "vitest";
import { seedSurfaces, updateSurface } from "@/lib/services/surfaces/update";
import { receiveDelivery } from "@/lib/services/tickets/receive-delivery";
import { native } from "../../support/freescout";
import { outboxForFile } from "./outbox";

const outbox = outboxForFile();
const { pass, now, context, subscribe, d1 } = outbox;

const [APP, DOCS] = ["app-raxx-app", "docs-raxx-app"];

let tests = 0;

beforeEach(async () => {
  outbox.skip(++tests * 1_000); // no two tests at the same time: an incident of a report is known by its time
  await seedSurfaces(context());
  for (const surface of [APP, DOCS]) await report("OPERATIONAL", { surface });
  await d1().prepare("DELETE FROM notice_events").run();
  await subscribe("a@example.com");
});

type Report = { surface?: string; incident?: string };

/** What a program reports of a surface. */
const report = (state: "DOWN" | "DEGRADED" | "OPERATIONAL", { surface = APP, incident }: Report = {}) =>
  updateSurface(context(), {
    surface_id: surface,
    state,
    state_source: "freescout",
    ...(incident !== undefined && { incident }),
  });

const steps = () => outbox.postmark().taken.map(({ TextBody }) => TextBody.split("\n")[0]?.split(" · ")[0]);
const isDown = () => ["New", "Update"].includes(steps().at(-1) ?? "");

describe("a surface that a program reports as down and up again and again", () => {
  it.each([{ incident: undefined }, { incident: "flaps" }])(
    "is told as down once in a quarter of an hour ($incident)",
    async (named) => {
      for (let minute = 0; minute < 30; minute++) {
        await report(minute % 2 === 0 ? "DOWN" : "OPERATIONAL", named);
        await pass(1);
      }
      expect(steps().length).toBeLessThanOrEqual(2 * 2);
      expect(steps().length).toBeGreaterThanOrEqual(3);
      await report("DOWN", named);
      await pass(16);
      expect(isDown()).toBe(true);
      await report("OPERATIONAL", named);
      await pass(2);
      expect(isDown()).toBe(false);
    },
  );

  it("is told as well again at once, and as down again when the quarter is over, unless it is well by then", async () => {
    await report("DOWN");
    await pass(1);
    await report("OPERATIONAL");
    await pass(1);
    expect(steps()).toEqual(["New", "Resolved"]);
    await report("DOWN");
    await pass(5);
    await report("OPERATIONAL");
    await pass(15);
    expect(steps()).toEqual(["New", "Resolved"]);
    await report("DOWN");
    await pass(1);
    expect(steps()).toEqual(["New", "Resolved", "New"]);
    await report("OPERATIONAL");
    await pass(1);
    await report("DOWN");
    await pass(13);
    expect(steps()).toHaveLength(4);
    await pass(2);
    expect(steps().slice(4)).toEqual(["New"]);
  });

  it("does not hold what is worse, what is on another surface, or what a person says", async () => {
    await report("DEGRADED");
    await pass(1);
    await report("OPERATIONAL");
    await pass(1);
    await report("DOWN");
    await pass(1);
    expect(steps()).toEqual(["New", "Resolved", "New"]);
    await report("DOWN", { surface: DOCS });
    await pass(1);
    expect(steps()).toHaveLength(4);
    await report("OPERATIONAL");
    await pass(1);
    const body = native({
      id: 977,
      updated: new Date(now()).toISOString(),
      tag: APP,
      severity: "down",
      note: "Logins fail.",
    });
    await receiveDelivery(context(), new TextEncoder().encode(body) as Uint8Array<ArrayBuffer>);
    await pass(1);
    expect(steps().slice(4)).toEqual(["Resolved", "New"]);
  });
});
