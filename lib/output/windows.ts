import type { PublicWindow } from "@/lib/schemas/maintenance";
import { toPublicTime } from "@/lib/schemas/times";
import type { HistoryWindow } from "./incidents";
import { publicNote } from "./note";

/** A window as it is stored, with its phase on each of its surfaces. */
type StoredWindow = {
  id: string;
  startsAt: string;
  endsAt: string;
  publicNote: string | null;
  sequence: number;
  createdAt: string;
  updatedAt: string;
};
type StoredWindowSurface = {
  windowId: string;
  surfaceId: string;
  phase: HistoryWindow["phase"];
  endedAt: string | null;
};

type FindDisplayName = (surfaceId: string) => string | null;

/** Windows in the public view at `now`, by start; their planned times decide what has begun or ended. */
export function projectWindows(
  windows: readonly StoredWindow[],
  surfaces: readonly StoredWindowSurface[],
  findDisplayName: FindDisplayName,
  now: number,
): HistoryWindow[] {
  const byWindow = Map.groupBy(surfaces, (on) => on.windowId);
  return windows
    .flatMap((row) => {
      const named = (byWindow.get(row.id) ?? []).flatMap((on) => {
        const surfaceName = findDisplayName(on.surfaceId);
        return surfaceName === null ? [] : [{ ...on, surfaceName }];
      });
      return named.length === 0 ? [] : [projectWindow(row, named, now)];
    })
    .sort((a, b) => a.startsAt - b.startsAt || a.id.localeCompare(b.id));
}

type NamedWindowSurface = StoredWindowSurface & { surfaceName: string };

/** While a window goes on, it is one of the surfaces that have not left it; once it is over, of all on which it ran, if it ran at all. */
function projectWindow(row: StoredWindow, on: readonly NamedWindowSurface[], now: number): HistoryWindow {
  const planned = Date.parse(row.endsAt);
  const left = on.flatMap(({ surfaceId, surfaceName, phase, endedAt }) =>
    phase === "ended" || phase === "cancelled"
      ? [{ surfaceId, surfaceName, phase, endsAt: phase === "ended" && endedAt ? Date.parse(endedAt) : planned }]
      : [],
  );
  const isLeft = left.length === on.length;
  const ends = left.filter(({ phase }) => phase === "ended").map(({ endsAt }) => endsAt);
  const endsAt = isLeft && ends.length > 0 ? Math.max(...ends) : planned;
  const over = ends.length > 0 ? "ended" : "cancelled";
  const members = on.filter(({ phase }) => (isLeft ? phase === over : phase !== "ended" && phase !== "cancelled"));
  const phase = phaseAt(row, members, now);
  const isUnwritten = phase !== "scheduled" && members.some((it) => it.phase === "scheduled");
  return {
    id: row.id,
    surfaceIds: members.map(({ surfaceId }) => surfaceId),
    surfaceNames: members.map(({ surfaceName }) => surfaceName),
    startsAt: Date.parse(row.startsAt),
    endsAt,
    note: publicNote(row.publicNote),
    phase,
    ...(isUnwritten && { isUnwritten }),
    left: isLeft ? left.filter((it) => it.phase !== over || it.endsAt !== endsAt) : left,
    sequence: row.sequence,
    createdAt: Date.parse(row.createdAt),
    updatedAt: Date.parse(row.updatedAt),
  };
}

function phaseAt(row: StoredWindow, on: readonly StoredWindowSurface[], now: number): HistoryWindow["phase"] {
  if (on.every(({ phase }) => phase === "cancelled")) return "cancelled";
  if (on.every(({ phase }) => phase === "ended" || phase === "cancelled") || Date.parse(row.endsAt) <= now)
    return "ended";
  return on.some(({ phase }) => phase === "running") || Date.parse(row.startsAt) <= now ? "running" : "scheduled";
}

/** The windows that touch a surface, as they are there: one that the surface has left is over, whatever it still is elsewhere. */
export function windowsOn(windows: readonly HistoryWindow[], surfaceId: string): HistoryWindow[] {
  return windows.flatMap((window) => {
    const own = window.left.find((it) => it.surfaceId === surfaceId);
    if (!own) return window.surfaceIds.includes(surfaceId) ? [window] : [];
    const { phase, endsAt } = own;
    const together = window.left.filter((it) => it.phase === phase && it.endsAt === endsAt);
    const surfaceIds = together.map((it) => it.surfaceId);
    const surfaceNames = together.map((it) => it.surfaceName);
    const { isUnwritten: _, ...rest } = window;
    return [{ ...rest, surfaceIds, surfaceNames, phase, endsAt, left: [] }];
  });
}

/** The running and scheduled windows, in the same order. */
export const currentWindows = (windows: readonly HistoryWindow[]): PublicWindow[] =>
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
