import type { ReactNode } from "react";
import { copy } from "./copy";
import { LocalTime } from "./local-time";
import type { Surface } from "./page-data";

/** Since when, last checked, and until when, as a list of terms. */
export function SurfaceFacts({ surface }: { surface: Surface }) {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 tabular-nums">
      <Fact term={copy.surface.since}>
        <LocalTime at={surface.state_since} withYear withUtc />
      </Fact>
      <Fact term={copy.surface.lastChecked}>
        {surface.last_checked_at ? (
          <LocalTime at={surface.last_checked_at} withYear withUtc />
        ) : (
          copy.surface.neverChecked
        )}
      </Fact>
      {surface.maintenance_until && (
        <Fact term={copy.surface.maintenanceUntil}>
          <LocalTime at={surface.maintenance_until} withYear withUtc />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
