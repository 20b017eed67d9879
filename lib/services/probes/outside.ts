import { DAY_MS } from "@/lib/core/engine/periods";
import type { Context } from "@/lib/platform/context";
import type { ProbeResultInput } from "@/lib/schemas/internal";
import { toIso } from "@/lib/schemas/times";
import { type Finding, record } from "@/lib/services/monitors/checks";

/** The check of what the watcher outside has seen of a surface. */
export const outsideKey = (surfaceId: string): string => `outside:${surfaceId}`;

/** How many days before a certificate's end operators hear of it, the second time as of something critical. */
const TLS_DAYS = { first: 21, last: 7 };

/** Stores the results of the watcher outside as checks: evidence beside the prober's own, which decides nothing (contract §21.4). */
export async function recordOutside(ctx: Context, results: readonly ProbeResultInput[]): Promise<void> {
  await record(
    ctx,
    results.flatMap((result) => [toSeen(result), ...toCertificate(ctx, result)]),
  );
}

function toSeen({ surface_id, ok, checked_at, latency_ms, status_code, error }: ProbeResultInput): Finding {
  return {
    key: outsideKey(surface_id),
    ok,
    severity: "warning",
    summary: ok ? "answers" : `fails: ${error ?? status_code ?? "no answer"}`,
    details: { checked_at: toIso(checked_at), latency_ms, status_code, error },
  };
}

function toCertificate(
  { registry, now }: Context,
  { surface_id: id, tls_expires_at: end }: ProbeResultInput,
): Finding[] {
  if (!end) return [];
  const summary = `valid until ${toIso(end).slice(0, 10)}`;
  const title = `The certificate of ${registry.displayName(id)} is ${summary}`;
  const judge = (key: string, severity: Finding["severity"], days: number): Finding => {
    const ok = end - now > days * DAY_MS;
    return {
      key: `${key}:${id}`,
      ok,
      severity,
      summary,
      details: { expires_at: toIso(end) },
      alert: ok ? null : title,
    };
  };
  return [judge("tls", "warning", TLS_DAYS.first), judge("tls-last-days", "critical", TLS_DAYS.last)];
}
