import { readFileSync } from "node:fs";
import { expect, test } from "../support/page";
import { openTicket, REGISTRY, readPartner, showIncidents } from "./scenes";

/** Probed too, and no secret: the page names itself to previews and search engines. */
const OWN_ADDRESS = "https://status.raxx.app/";

test("no broker, no probe's address and no ticket's number is in the HTML or in Next's own data", async ({
  server,
  operator,
}) => {
  await showIncidents({ server, operator });
  await openTicket(server, { id: 48219174, tag: "trade-execution", note: "Alpaca is slow. Some orders wait." });
  await readPartner(operator, "billing-payment", "DOWN");
  const policy = JSON.parse(readFileSync(new URL("../../config/copy-policy.json", import.meta.url), "utf8"));
  const brokers = Object.values<string[]>(policy.broker_names).flat();
  const addresses = REGISTRY.flatMap((surface) => [
    surface.probe_url,
    surface.partner_status_url,
    surface.partner_feed?.url,
  ])
    .filter((url) => url != null)
    .filter((url) => url !== OWN_ADDRESS);
  const asPage = {};
  const asData = { RSC: "1" };
  for (const headers of [asPage, asData] as HeadersInit[]) {
    const body = await (await fetch(server.url, { headers })).text();
    expect(body).toContain("Some orders wait.");
    for (const word of [...brokers, ...addresses, "48219173", "48219174", "freescout", "latency"])
      expect(body.toLowerCase(), word).not.toContain(word.toLowerCase());
  }
});
