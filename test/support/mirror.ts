import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { State } from "@/lib/core/engine/states";
import type { PublicSnapshot } from "@/lib/schemas/fallback";
import { Registry } from "@/lib/schemas/registry";
import { toPublicTime } from "@/lib/schemas/times";
import { SNAPSHOT_PATH } from "../../scripts/mirror/pull";
import { type MirrorOptions, runMirror } from "../../scripts/mirror/run-mirror";

const ENTRY = { category: "owned", public_description: "Where customers trade." } as const;

/** Two surfaces that customers see, one of them probed. */
export const registryWith = (probeUrl: string | null = null): Registry =>
  Registry.parse({
    surfaces: [
      { ...ENTRY, id: "app-raxx-app", display_name: "Raxx App", probe_url: probeUrl },
      { ...ENTRY, id: "docs-raxx-app", display_name: "Documentation" },
    ],
  });

/** What the site says at an instant, with an incident of an hour before. */
export function snapshotAt(at: number, state: State = "OPERATIONAL"): PublicSnapshot {
  const openedAt = at - 3_600_000;
  const surface = (id: string, display_name: string) => ({
    ...{ id, display_name, category: "owned" as const, state, state_since: toPublicTime(openedAt) },
    ...{ ticket_pending: false, public_note: null, public_description: ENTRY.public_description },
    ...{ last_checked_at: toPublicTime(at), maintenance_until: null },
  });
  const note = "All pages load again.";
  const [id, surfaceId, surfaceName] = ["inc_00421", "docs-raxx-app", "Documentation"];
  const resolvedAt = openedAt + 600_000;
  return {
    version: 1,
    taken_at: at,
    surfaces: [surface("app-raxx-app", "Raxx App"), surface(surfaceId, surfaceName)],
    incidents: [
      {
        ...{ id, surface_id: surfaceId, surface_display_name: surfaceName, severity: "down", public_note: note },
        ...{ opened_at: toPublicTime(openedAt), resolved_at: toPublicTime(resolvedAt) },
      },
    ],
    told: [
      {
        ...{ id, surfaceId, surfaceName, severity: "down", openedAt, resolvedAt, note, updatedAt: resolvedAt },
        words: [
          { at: openedAt, kind: "opened", severity: "down", note: "Pages do not load." },
          { at: resolvedAt, kind: "resolved", severity: "down", note },
        ],
      },
    ],
    windows: [],
    days: { "app-raxx-app": ["O", "O"], "docs-raxx-app": ["O", "OD600000"] },
    history_days: 90,
  };
}

/** A mirror of its own folder, run at the times that a test gives. */
export function openMirror(options: Pick<MirrorOptions, "source"> & Partial<MirrorOptions>) {
  const folder = mkdtempSync(join(tmpdir(), "raxx-mirror-"));
  const said: string[] = [];
  const fixed = { origin: "https://status.raxx.app", folder, stateFile: join(folder, ".mirror-state.json") };
  const given = { ...fixed, registry: registryWith(), say: (line: string) => void said.push(line) };
  const quiet = { notes: { folder: join(folder, "notes"), signers: {} }, token: null };
  const all = { ...given, ...quiet, ...options };
  return {
    folder,
    said,
    stateFile: all.stateFile,
    run: (now: number, change: Partial<MirrorOptions> = {}) => runMirror({ ...all, now, ...change }),
    read: (file: string) => readFileSync(join(folder, file), "utf8"),
    json: (file: string) => JSON.parse(readFileSync(join(folder, file), "utf8")),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export const SNAPSHOT = SNAPSHOT_PATH;

/** A page's main part, as it is shown before any script. */
export const mainOf = (html: string): string => /<main [^>]*>(.*)<\/main>/s.exec(html)?.[1] ?? "";

/** What takes its place in a browser once the copy is too old. */
export const oldMainOf = (html: string): string => /<template [^>]*>(.*)<\/template>/s.exec(html)?.[1] ?? "";

/** The states of surfaces, and of the whole, that a piece of a page shows; bars and the legend apart. */
export const statesIn = (html: string): string[] => {
  const places =
    /<li data-state="(\w+)" data-surface|<section aria-labelledby="overall" data-state="(\w+)"|<div data-state="(\w+)" class="rounded-2xl/g;
  return [...new Set([...html.matchAll(places)].map((found) => found.slice(1).join("")))].sort();
};
