import type { ReactNode } from "react";
import { type Copy, say } from "@/components/copy/say";
import { LocalTime } from "./local-time";
import type { Surface } from "./page-data";

/** Since when, last checked, and until when, as a list of terms. */
export function SurfaceFacts({ copy, surface }: { copy: Copy; surface: Surface }) {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 tabular-nums">
      <Fact term={say(copy, "surface.since")}>
        <LocalTime copy={copy} at={surface.state_since} withYear withUtc />
      </Fact>
      <Fact term={say(copy, "surface.lastChecked")}>
        {surface.last_checked_at ? (
          <LocalTime copy={copy} at={surface.last_checked_at} withYear withUtc />
        ) : (
          say(copy, "surface.neverChecked")
        )}
      </Fact>
      {surface.maintenance_until && (
        <Fact term={say(copy, "surface.maintenanceUntil")}>
          <LocalTime copy={copy} at={surface.maintenance_until} withYear withUtc />
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
