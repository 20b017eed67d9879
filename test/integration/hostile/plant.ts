import type { SurfaceEntry } from "@/lib/schemas/registry";
import { type FakeServer, startFakeServer } from "../../fakes/server";
import { native, signBase64 } from "../../support/freescout";
import { iso, post } from "../../support/http";
import { operatorOf } from "../../support/operator";
import type { TestServer } from "../../support/server";
import { entry } from "../../support/surfaces";
import { CANARIES, PRIVATE, SECRETS } from "./canaries";

const MINUTE_MS = 60_000;
const ago = (minutes: number) => iso(Date.now() - minutes * MINUTE_MS);

/** A vendor whose page, and a service of ours whose answer, speak of nothing but canaries. */
export async function startLeakyFakes(): Promise<FakeServer> {
  const fake = await startFakeServer();
  fake.at(PRIVATE.probe, { status: 500, body: CANARIES.trace });
  fake.at(PRIVATE.feed, {
    body: {
      page: { id: "p", name: CANARIES.title, url: CANARIES.ticketUrl, updated_at: ago(0) },
      status: { indicator: "major", description: CANARIES.trace },
      components: [{ id: "c", name: CANARIES.component, status: "major_outage", description: CANARIES.host }],
      incidents: [
        {
          ...{ id: "i", name: `${CANARIES.title} at ${CANARIES.host}`, status: "investigating", impact: "critical" },
          ...{ created_at: ago(9), updated_at: ago(1), components: [{ name: CANARIES.component }] },
          incident_updates: [{ body: CANARIES.trace, status: "investigating", created_at: ago(1) }],
        },
      ],
      scheduled_maintenances: [],
    },
  });
  return fake;
}

export const registryAt = ({ url }: FakeServer): SurfaceEntry[] => [
  entry("probed", "probed", {
    probe_url: url + PRIVATE.probe,
    probe_auth: "access",
    probe_expect: { text: PRIVATE.expected },
  }),
  entry("vendor", "upstream", {
    partner_feed: { kind: "statuspage", url: url + PRIVATE.feed, components: [CANARIES.component] },
  }),
  ...["legacy", "ticketed", "planned", "pinned"].map((id) => entry(id, "plain")),
];

/** Through the endpoints, as far as they accept it. */
export async function plantThroughEndpoints(server: TestServer): Promise<number[]> {
  const { update, probe, plan } = operatorOf(server);
  const { actor, address } = CANARIES;
  const dirty = [CANARIES.host, CANARIES.broker, CANARIES.ticketUrl, CANARIES.trace, CANARIES.apiKey].map(
    (canary) => `Logins fail. See ${canary} now.`,
  );
  const statuses: number[] = [];
  for (const public_note of dirty)
    for (const state_source of ["manual", "freescout"]) {
      const body = { surface_id: "pinned", state: "DOWN", state_source, actor: `${actor} ${address}`, public_note };
      statuses.push((await update(body)).status);
    }
  statuses.push(
    (await update({ surface_id: "pinned", state: "DOWN", state_source: "manual", actor: `${actor} ${address}` }))
      .status,
  );
  for (const [i, note] of dirty.entries()) {
    const words = {
      id: Number(CANARIES.ticketId) + i,
      tag: "ticketed",
      note,
      severity: "down",
      updated: ago(2 - i / 10),
    };
    await deliver(server, native(words));
  }
  for (const minutes of [3, 2, 1])
    await probe({ surface_id: "probed", ok: false, checked_at: ago(minutes), status_code: 500, error: CANARIES.trace });
  const times = { starts_at: iso(Date.now() + 30 * MINUTE_MS), ends_at: iso(Date.now() + 60 * MINUTE_MS) };
  for (const public_note of dirty) await plan({ surface_ids: ["planned"], ...times, actor, public_note });
  await plan({ surface_ids: ["planned"], ...times, actor: `${actor} ${address}` });
  return statuses;
}

function deliver(server: TestServer, body: string) {
  const path = `/api/webhooks/freescout/${SECRETS.FREESCOUT_WEBHOOK_PATH_TOKEN}`;
  return post(server, path, body, { "X-FreeScout-Signature": signBase64(body, SECRETS.FREESCOUT_WEBHOOK_SECRET) });
}
