import { signBase64 } from "../../test/support/freescout";
import type { Variables } from "../local-settings";
import type { Ticket, World } from "./world";

type PlannedWindow = { surface_ids: readonly string[]; starts_at: Date; ends_at: Date; public_note: string };
type TimedOverride = { surface_id: string; state: string; public_note: string; expires_at: Date };

const ACTOR = "demo script";
const API = "/api/internal/status";

/** The server's API as FreeScout and an operator's tools use it. */
export function makeClients(url: string, secrets: Variables, file: World["file"]) {
  const token = { "X-Internal-Status-Token": secrets.STATUS_INTERNAL_WRITE_TOKEN ?? "" };
  const post = async (path: string, body: string, headers: Record<string, string> = token): Promise<void> => {
    const init = { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body };
    const response = await fetch(`${url}${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 300)}`);
  };
  return {
    /** Files a ticket, or edits it; its webhook is delivered. */
    deliver: (ticket: Ticket): Promise<void> => {
      const body = file(ticket);
      const signature = signBase64(body, secrets.FREESCOUT_WEBHOOK_SECRET ?? "");
      return post("/api/webhooks/freescout", body, { "X-FreeScout-Signature": signature });
    },
    plan: (window: PlannedWindow): Promise<void> =>
      post(`${API}/maintenance`, JSON.stringify({ ...window, actor: ACTOR })),
    /** Overrides a surface, unless an operator's override holds it. */
    override: async (claim: TimedOverride): Promise<void> => {
      const response = await fetch(`${url}${API}/snapshot`, { headers: token });
      const { surfaces } = (await response.json()) as { surfaces: { id: string; overridden: boolean }[] };
      if (surfaces.some(({ id, overridden }) => id === claim.surface_id && overridden)) return;
      await post(`${API}/update-surface`, JSON.stringify({ ...claim, state_source: "manual", actor: ACTOR }));
    },
  };
}

export type Clients = ReturnType<typeof makeClients>;
