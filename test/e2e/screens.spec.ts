import type { Page } from "@playwright/test";
import { expect, openLive, test } from "../support/page";
import { DAY_MS, HOUR_MS, openTicket, type Scene, showAllWell, showHistory, showIncidents } from "./scenes";

const PHONE = { width: 360, height: 740 };

test.use({ viewport: PHONE });

const countScreens = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight / innerHeight);

/** Two windows to come, as in the demo. */
async function planTwo({ operator }: Scene): Promise<void> {
  const plan = (surface_ids: string[], days: number, public_note: string) => {
    const starts = Date.now() + days * DAY_MS;
    const span = { starts_at: new Date(starts).toISOString(), ends_at: new Date(starts + HOUR_MS).toISOString() };
    return operator.plan({ surface_ids, ...span, public_note });
  };
  await plan(["api-service", "vault-raxx-app"], 2, "Certificates are renewed. Each service restarts once.");
  await plan(["email-inbound-support"], 6, "The mailbox moves to another server.");
}

test("a phone shows a healthy page in 2.5 screens", async ({ page, server, operator }) => {
  await showAllWell({ server, operator });
  await showHistory(server);
  await planTwo({ server, operator });
  await openLive(page);
  expect(await countScreens(page)).toBeLessThanOrEqual(2.5);
});

test("a phone shows three incidents and a maintenance, as in the demo, in 4 screens", async ({
  page,
  server,
  operator,
}) => {
  await showIncidents({ server, operator });
  await planTwo({ server, operator });
  const note = "Some orders are being rejected. No order is executed twice. We are investigating.";
  await openTicket(server, { id: 48_300_000, tag: "trade-execution", severity: "partial", note });
  await openLive(page);
  expect(await countScreens(page)).toBeLessThanOrEqual(4);
});
