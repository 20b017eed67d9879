import type { PublicWindow } from "@/lib/schemas/maintenance";
import { toPublicTime } from "@/lib/schemas/times";
import type { ChronicleWindow } from "./chronicle";

/** Of all windows those that run or are scheduled, in their order. */
export const currentWindows = (windows: readonly ChronicleWindow[]): PublicWindow[] =>
  windows.flatMap(({ id, surfaceIds, surfaceNames, startsAt, endsAt, phase, note }) =>
    phase === "running" || phase === "scheduled"
      ? [
          {
            id,
            surface_ids: [...surfaceIds],
            surface_display_names: [...surfaceNames],
            starts_at: toPublicTime(startsAt),
            ends_at: toPublicTime(endsAt),
            phase,
            public_note: note,
          },
        ]
      : [],
  );
