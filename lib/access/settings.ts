import type { Env } from "@/lib/env";

/** Where Access speaks from, and which of its applications are ours. */
export type AccessSettings = { origin: string; audiences: readonly string[] };

/** The settings of the gate, or null: not configured is closed. A team's host means https. */
export function accessSettings({ value }: Pick<Env, "value">): AccessSettings | null {
  const team = value("ACCESS_TEAM_DOMAIN");
  const audiences = value("ACCESS_AUD");
  if (team === null || audiences === null) return null;
  return { origin: new URL(team.includes("://") ? team : `https://${team}`).origin, audiences: audiences.split(",") };
}
