import { signBase64 } from "../../test/support/freescout";
import type { Variables } from "../local-settings";
import type { Ticket, World } from "./world";

/** A maintenance window as it is planned; instants in epoch milliseconds. */
type PlannedWindow = { on: readonly string[]; beginsAt: number; endsAt: number; note: string };
type TimedOverride = { surfaceId: string; state: "DEGRADED" | "PARTIAL" | "DOWN"; note: string; expiresAt: number };

const iso = (ms: number): string => new Date(ms).toISOString();
const ACTOR = "demo script";

/** The server's API as FreeScout and an operator's tools use it. */
export function makeClients(url: string, secrets: Variables, file: World["file"]) {
  const token = { "X-Internal-Status-Token": secrets.STATUS_INTERNAL_WRITE_TOKEN ?? "" };
  const post = async (path: string, body: string, headers: Record<string, string> = token): Promise<void> => {
    const init = { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body };
    const response = await fetch(`${url}${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 300)}`);
  };
  const isOverridden = async (id: string): Promise<boolean> => {
    const response = await fetch(`${url}/api/internal/status/snapshot`, { headers: token });
    const { surfaces } = (await response.json()) as { surfaces: { id: string; overridden: boolean }[] };
    return surfaces.some((surface) => surface.id === id && surface.overridden);
  };
  return {
    /** Files a ticket, or edits it; its webhook is delivered. */
    deliver: (ticket: Ticket): Promise<void> => {
      const body = file(ticket);
      const signature = signBase64(body, secrets.FREESCOUT_WEBHOOK_SECRET ?? "");
      return post("/api/webhooks/freescout", body, { "X-FreeScout-Signature": signature });
    },
    plan: ({ on, beginsAt, endsAt, note }: PlannedWindow): Promise<void> => {
      const window = { surface_ids: on, starts_at: iso(beginsAt), ends_at: iso(endsAt), public_note: note };
      return post("/api/internal/status/maintenance", JSON.stringify({ ...window, actor: ACTOR }));
    },
    /** Overrides a surface, unless an operator's override holds it. */
    override: async ({ surfaceId, state, note, expiresAt }: TimedOverride): Promise<void> => {
      if (await isOverridden(surfaceId)) return;
      const by = { state_source: "manual", actor: ACTOR };
      const claim = { surface_id: surfaceId, state, public_note: note, expires_at: iso(expiresAt), ...by };
      await post("/api/internal/status/update-surface", JSON.stringify(claim));
    },
  };
}

export type Clients = ReturnType<typeof makeClients>;
