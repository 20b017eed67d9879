import { type Messages, t } from "@/components/messages/t";
import { LocalTime } from "@/components/status/local-time";
import { Note } from "@/components/status/note";
import { PendingBadge } from "@/components/status/pending-badge";
import { StateIcon } from "@/components/status/state-icon";
import type { PublicSurface } from "@/lib/schemas/public";
import { Fact, Facts } from "./facts";

type Props = { messages: Messages; surface: PublicSurface; isProbed: boolean };

/** What one surface is, and how it is now. */
export function SurfaceSummary({ messages, surface, isProbed }: Props) {
  const { state, display_name, ticket_pending, public_note, public_description } = surface;
  return (
    <div data-state={state} className="rounded-2xl border border-state-line bg-state-tint p-5 sm:p-8">
      <div className="flex gap-4 sm:gap-5">
        <StateIcon state={state} className="size-9 sm:size-10" />
        <div className="min-w-0">
          <h1 className="text-balance font-semibold text-headline wrap-anywhere">{display_name}</h1>
          <p className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <span className="font-medium text-lg text-state-ink">{t(messages, `states.${state}`)}</span>
            {ticket_pending && <PendingBadge messages={messages} />}
          </p>
        </div>
      </div>
      <div className="mt-5 space-y-3">
        {public_note && <Note text={public_note} />}
        <Note lang="en" text={public_description} className="text-muted" />
        <SurfaceFacts messages={messages} surface={surface} isProbed={isProbed} />
      </div>
    </div>
  );
}

function SurfaceFacts({ messages, surface, isProbed }: Props) {
  const { state_since, last_checked_at, maintenance_until } = surface;
  return (
    <Facts>
      <Fact term={t(messages, "surface.since")}>
        <LocalTime messages={messages} at={state_since} withYear />
      </Fact>
      <Fact term={t(messages, "surface.lastChecked")}>
        {last_checked_at ? (
          <LocalTime messages={messages} at={last_checked_at} withYear />
        ) : (
          <span>{t(messages, isProbed ? "surface.notYetChecked" : "surface.neverChecked")}</span>
        )}
      </Fact>
      {maintenance_until && (
        <Fact term={t(messages, "surface.maintenanceUntil")}>
          <LocalTime messages={messages} at={maintenance_until} withYear />
        </Fact>
      )}
    </Facts>
  );
}
