import { expect, it } from "vitest";
import { deliver, runbook } from "../support/freescout";
import { iso } from "../support/http";
import { serverForFile } from "../support/server-for-file";
import { startManySurfaces, surfacePool } from "../support/surfaces";

const take = surfacePool();
const { server, operator } = serverForFile({}, startManySurfaces);
const T0 = Date.now() - 3_600_000;

const shown = async (id: string) => {
  const { state, ticket_pending, public_note } = await operator.shown(id);
  return [state, ticket_pending, public_note];
};

it("A customer's reply reopens no surface of a closed ticket, and all of them where an agent has named one more since", async () => {
  const [a, b, c] = [take("plain"), take("plain"), take("plain")];
  const say = async (minute: number, more: object = {}) => {
    const words = { id: 1, tag: `${a}, ${b}`, note: "Slow.", severity: "partial", updated: iso(T0 + minute * 60_000) };
    return (await deliver(server, runbook({ ...words, ...more }))).body.result;
  };
  await say(0);
  await say(1, { status: "closed" });
  const event = "convo.customer.reply.created";
  expect(await say(2, { event })).toBe("remember");
  for (const id of [a, b]) expect(await shown(id)).toEqual(["OPERATIONAL", false, null]);
  expect(await say(3, { event, tag: `${a}, ${b}, ${c}` })).toBe("hold");
  for (const id of [a, b, c]) expect(await shown(id)).toEqual(["PARTIAL", true, "Slow."]);
});
