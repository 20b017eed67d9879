import type { ReactNode } from "react";
import { type Messages, t } from "@/components/messages/t";
import { LocalTime } from "./local-time";
import type { Surface } from "./page-data";

type Props = { messages: Messages; surface: Surface; isProbed: boolean };

/** Since when, last checked, and until when, as a list of terms. */
export function SurfaceFacts({ messages, surface, isProbed }: Props) {
  return (
    <dl className="facts">
      <Fact term={t(messages, "surface.since")}>
        <LocalTime messages={messages} at={surface.state_since} withYear withUtc />
      </Fact>
      <Fact term={t(messages, "surface.lastChecked")}>
        {surface.last_checked_at ? (
          <LocalTime messages={messages} at={surface.last_checked_at} withYear withUtc />
        ) : (
          <span>{t(messages, isProbed ? "surface.notYetChecked" : "surface.neverChecked")}</span>
        )}
      </Fact>
      {surface.maintenance_until && (
        <Fact term={t(messages, "surface.maintenanceUntil")}>
          <LocalTime messages={messages} at={surface.maintenance_until} withYear withUtc />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
