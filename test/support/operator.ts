import { type Answer, get, type Problem, post, request } from "./http";
import type { TestServer } from "./server";

/** A surface as snapshot and update-surface give it (contract §4.5). */
export type SurfaceView = {
  id: string;
  state: string;
  shown_state: string;
  state_since: string;
  state_source: string;
  ticket_pending: boolean;
  public_note: string | null;
  last_probe_ok: boolean | null;
  last_probe_at: string | null;
  last_probe_latency_ms: number | null;
  maintenance_until: string | null;
  overridden: boolean;
  open_tickets: {
    freescout_ticket_id: number | null;
    severity: string;
    updated_at: string;
    public_note: string | null;
  }[];
  because: string;
  updated_at: string;
};

/** A surface as the world sees it (contract §8.2). */
export type PublicSurface = {
  id: string;
  display_name: string;
  category: string;
  state: string;
  state_since: string;
  ticket_pending: boolean;
  public_note: string | null;
  public_description: string;
  last_checked_at: string | null;
  maintenance_until: string | null;
};

export type PublicIncident = {
  id: string;
  surface_id: string;
  surface_display_name: string;
  severity: string;
  opened_at: string;
  resolved_at: string;
  public_note: string | null;
};

export type WindowView = {
  id: string;
  surface_ids: string[];
  starts_at: string;
  ends_at: string;
  public_note: string | null;
};

type Updated = { surface: SurfaceView; changed: boolean } & Problem;
type Probe = { surface_id: string; ok: boolean; checked_at: string } & Record<string, unknown>;

const API = "/api/internal/status";

/** Everything that an operator, or Raptor, does to a server, with the write token. */
export function operatorOf(server: TestServer) {
  const token = { "X-Internal-Status-Token": server.secrets.STATUS_INTERNAL_WRITE_TOKEN };
  const snapshot = async () => (await get<{ surfaces: SurfaceView[] }>(server, `${API}/snapshot`, token)).body.surfaces;
  return {
    token,
    update: (body: object): Promise<Answer<Updated>> => post(server, `${API}/update-surface`, body, token),
    /** A manual write by `ops`. */
    pin: (surface_id: string, state: string, more: object = {}): Promise<Answer<Updated>> =>
      post(
        server,
        `${API}/update-surface`,
        { surface_id, state, state_source: "manual", actor: "ops", ...more },
        token,
      ),
    probe: (body: Probe | Probe[]): Promise<Answer<Problem>> => post(server, `${API}/probe-results`, body, token),
    plan: (body: object): Promise<Answer<WindowView & Problem>> => post(server, `${API}/maintenance`, body, token),
    windows: async () => (await get<{ windows: WindowView[] }>(server, `${API}/maintenance`, token)).body.windows,
    end: (id: string) =>
      request<WindowView & Problem>(server, `${API}/maintenance/${id}`, { method: "DELETE", headers: token }),
    snapshot,
    /** The stored surface, and why it is so. */
    stored: async (id: string) => find(await snapshot(), id),
    /** The surface as readers see it. */
    shown: async (id: string) =>
      find((await get<{ surfaces: PublicSurface[] }>(server, "/api/status/public/surfaces")).body.surfaces, id),
    incidents: async (surfaceId?: string) => {
      const { body } = await get<{ incidents: PublicIncident[] }>(server, "/api/status/public/incidents");
      return body.incidents.filter((incident) => !surfaceId || incident.surface_id === surfaceId);
    },
  };
}

export type Operator = ReturnType<typeof operatorOf>;

function find<T extends { id: string }>(surfaces: readonly T[], id: string): T {
  const found = surfaces.find((surface) => surface.id === id);
  if (!found) throw new Error(`No surface ${id} among ${surfaces.map((s) => s.id).join(", ")}`);
  return found;
}
