import type { Variables } from "../local-variables";
import { type Desk, signDelivery, type Ticket } from "./freescout-desk";

/** A window as it is planned; instants in epoch milliseconds. */
type PlannedWindow = { on: readonly string[]; beginsAt: number; endsAt: number; note: string };
type Pin = { surfaceId: string; state: "DEGRADED" | "PARTIAL" | "DOWN"; note: string; expiresAt: number };

const iso = (ms: number): string => new Date(ms).toISOString();

/** The server's own doors, as FreeScout and an operator's tools use them. */
export function makeDoors(url: string, secrets: Variables, desk: Desk) {
  const token = { "X-Internal-Status-Token": secrets.STATUS_INTERNAL_WRITE_TOKEN ?? "" };
  const post = async (path: string, body: string, headers: Record<string, string>) => {
    const answer = await fetch(`${url}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body,
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
    await answer.text();
  };
  const isPinned = async (id: string): Promise<boolean> => {
    const answer = await fetch(`${url}/api/internal/status/snapshot`, { headers: token });
    const { surfaces } = (await answer.json()) as { surfaces: { id: string; overridden: boolean }[] };
    return surfaces.some((surface) => surface.id === id && surface.overridden);
  };
  return {
    /** Files a ticket, or edits it; its webhook is delivered. */
    deliver: async (ticket: Ticket): Promise<void> => {
      const body = desk.write(ticket);
      const signature = signDelivery(body, secrets.FREESCOUT_WEBHOOK_SECRET ?? "");
      await post("/api/webhooks/freescout", body, { "X-FreeScout-Signature": signature });
    },
    plan: ({ on, beginsAt, endsAt, note }: PlannedWindow): Promise<void> => {
      const window = { surface_ids: on, starts_at: iso(beginsAt), ends_at: iso(endsAt), public_note: note };
      return post("/api/internal/status/maintenance", JSON.stringify({ ...window, actor: "demo script" }), token);
    },
    /** Pins a surface; one that somebody holds stays theirs. */
    pin: async ({ surfaceId, state, note, expiresAt }: Pin): Promise<void> => {
      if (await isPinned(surfaceId)) return;
      const pin = { surface_id: surfaceId, state, public_note: note, expires_at: iso(expiresAt) };
      const by = { state_source: "manual", actor: "demo script" };
      await post("/api/internal/status/update-surface", JSON.stringify({ ...pin, ...by }), token);
    },
  };
}

export type Doors = ReturnType<typeof makeDoors>;
