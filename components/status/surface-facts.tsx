import type { ReactNode } from "react";
import { type Messages, t } from "@/components/messages/t";
import { LocalTime } from "./local-time";
import type { Surface } from "./page-data";

type Props = { messages: Messages; surface: Surface; isProbed: boolean; isWhole: boolean };

/** Since when, last checked, and until when, as a list of terms; or when it was last checked alone. */
export function SurfaceFacts({ messages, surface, isProbed, isWhole }: Props) {
  return (
    <dl className="facts">
      {isWhole && (
        <Fact term={t(messages, "surface.since")}>
          <LocalTime messages={messages} at={surface.state_since} withYear withUtc />
        </Fact>
      )}
      <Fact term={t(messages, "surface.lastChecked")}>
        {surface.last_checked_at ? (
          <LocalTime messages={messages} at={surface.last_checked_at} withYear withUtc />
        ) : (
          <span>{t(messages, isProbed ? "surface.notYetChecked" : "surface.neverChecked")}</span>
        )}
      </Fact>
      {isWhole && surface.maintenance_until && (
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
