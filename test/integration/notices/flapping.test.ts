import { beforeEach, describe, expect, it } from "vitest";
import type { Operator } from "@/lib/integrations/access/verify-operator";
import { writeAsOperator } from "@/lib/services/operators/write";
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

  it("is told no more often where its incident had another surface too, which is well since", async () => {
    await report("DOWN", { incident: "feed" });
    await pass(1);
    await report("OPERATIONAL", { incident: "feed" });
    await pass(1);
    expect(steps()).toEqual(["New", "Resolved"]);
    for (let minute = 0; minute < 14; minute++) {
      await report(minute % 2 === 0 ? "DEGRADED" : "OPERATIONAL", { surface: DOCS, incident: "feed" });
      await pass(1);
    }
    expect(steps().slice(2)).toEqual(["Update", "Resolved"]);
  });

  it("leaves another surface that its incident had once to be told at once", async () => {
    await report("DOWN", { incident: "feed7" });
    await pass(1);
    await report("OPERATIONAL", { incident: "feed7" });
    await pass(16);
    await report("DEGRADED", { surface: DOCS, incident: "feed7" });
    await pass(3);
    expect(steps()).toEqual(["New", "Resolved", "Update"]);
    await report("DEGRADED", { incident: "other" });
    await pass(1);
    expect(steps().slice(3)).toEqual(["New"]);
  });

  it("is held too while the deliveries of what was told are still being made", async () => {
    await report("DOWN");
    await pass(1);
    await report("OPERATIONAL");
    await pass(1);
    await d1().prepare("UPDATE notice_events SET fanned_out_at = NULL WHERE is_over = 0").run();
    await report("DOWN");
    await pass(1);
    expect(steps()).toEqual(["New", "Resolved"]);
  });

  it("is told at once where an operator says something of it", async () => {
    await report("DOWN");
    await pass(1);
    await report("OPERATIONAL");
    await pass(1);
    await report("DOWN");
    await pass(2);
    expect(steps()).toEqual(["New", "Resolved"]);
    const [seen] = await outbox.rows<{ version: number }>(
      `SELECT max(id) AS version FROM status_audit_log WHERE surface_id = '${APP}'`,
    );
    await writeAsOperator(context(), { actor: "ops:one@example.com" } as Operator, {
      ...{ action: "note", request_id: crypto.randomUUID(), public_note: "A certificate has expired." },
      surfaces: [{ surface_id: APP, version: seen?.version ?? 0 }],
    });
    await pass(1);
    expect(steps().slice(2)).toEqual(["New"]);
    expect(outbox.postmark().taken.at(-1)?.TextBody).toContain("A certificate has expired.");
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
