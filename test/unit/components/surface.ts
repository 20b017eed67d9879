import type { Surface } from "@/components/status/page-data";

/** A healthy owned surface, with whatever a test needs to be different. */
export function surfaceWith(change: Partial<Surface> = {}): Surface {
  return {
    id: "app-raxx-app",
    display_name: "Raxx App",
    category: "owned",
    state: "OPERATIONAL",
    state_since: "2026-04-01T00:00:00Z",
    ticket_pending: false,
    public_note: null,
    public_description: "The main Raxx trading application.",
    last_checked_at: "2026-04-28T14:29:45Z",
    maintenance_until: null,
    ...change,
  };
}

/** Owned surfaces named A, B, C …, one per state given. */
export function ownedIn(...states: Surface["state"][]): Surface[] {
  return states.map((state, index) => {
    const name = String.fromCharCode(65 + index);
    return surfaceWith({ id: `owned-${name}`, display_name: name, state });
  });
}
