import type { Chronicle, ChronicleWindow } from "@/lib/public/incidents";
import { SITE } from "@/lib/public/site";
import { STATE_LABELS } from "@/lib/public/text";
import type {
  AffectedComponent,
  MaintenanceStatus,
  StatuspageComponent,
  StatuspageMaintenance,
} from "@/lib/schemas/statuspage";
import { componentsById } from "./components";
import { PAGE_ID, statuspageId, toStatuspageTime, updateOf, windowBeganAt, windowChangedAt } from "./vocabulary";

type Held = ChronicleWindow & { phase: Exclude<ChronicleWindow["phase"], "cancelled"> };

const STATUS: Record<Held["phase"], MaintenanceStatus> = {
  scheduled: "scheduled",
  running: "in_progress",
  ended: "completed",
};

/** What a step does to the window's surfaces; to announce it does nothing to them. */
const TURN: Record<MaintenanceStatus, Pick<AffectedComponent, "old_status" | "new_status"> | null> = {
  scheduled: null,
  in_progress: { old_status: "operational", new_status: "under_maintenance" },
  completed: { old_status: "under_maintenance", new_status: "operational" },
};

/** Windows in these phases, by start; one that was cancelled never shows. */
export function listMaintenances(chronicle: Chronicle, ...phases: Held["phase"][]): StatuspageMaintenance[] {
  const isAsked = (window: ChronicleWindow): window is Held => phases.some((phase) => phase === window.phase);
  const components = componentsById(chronicle.surfaces);
  return chronicle.windows.filter(isAsked).map((window) => maintenanceOf(window, components));
}

function maintenanceOf(window: Held, components: ReadonlyMap<string, StatuspageComponent>): StatuspageMaintenance {
  const [first] = window.surfaceIds;
  return {
    id: statuspageId("window", window.id),
    name: headline(window.surfaceNames),
    status: STATUS[window.phase],
    created_at: toStatuspageTime(window.createdAt),
    updated_at: toStatuspageTime(windowChangedAt(window)),
    monitoring_at: null,
    resolved_at: window.phase === "ended" ? toStatuspageTime(window.endsAt) : null,
    impact: "maintenance",
    shortlink: first === undefined ? SITE : `${SITE}/surfaces/${first}`,
    started_at: toStatuspageTime(window.startsAt),
    page_id: PAGE_ID,
    incident_updates: stepsOf(window)
      .map((step) => stepUpdate(window, step))
      .reverse(),
    components: window.surfaceIds.flatMap((id) => components.get(id) ?? []),
    reminder_intervals: null,
    scheduled_for: toStatuspageTime(window.startsAt),
    scheduled_until: toStatuspageTime(window.endsAt),
  };
}

/** `{display names}: Scheduled maintenance`; beyond three names the rest are counted. */
function headline(names: readonly string[]): string {
  const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names;
  const listed = new Intl.ListFormat("en-US", { type: "conjunction" }).format(shown);
  return listed === "" ? STATE_LABELS.MAINTENANCE : `${listed}: ${STATE_LABELS.MAINTENANCE}`;
}

type Step = { status: MaintenanceStatus; at: number };

/** What happened to the window so far, in order of time; one that began when it was announced was never ahead. */
function stepsOf(window: Held): Step[] {
  const { phase, createdAt, startsAt, endsAt } = window;
  const announced: Step[] =
    phase === "scheduled" || createdAt < startsAt ? [{ status: "scheduled", at: createdAt }] : [];
  const begun: Step[] = phase === "scheduled" ? [] : [{ status: "in_progress", at: windowBeganAt(window) }];
  const done: Step[] = phase === "ended" ? [{ status: "completed", at: endsAt }] : [];
  return [...announced, ...begun, ...done];
}

function stepUpdate(window: Held, { status, at }: Step) {
  return updateOf({
    id: statuspageId("window-update", `${window.id}/${status}`),
    status,
    body: bodyOf(window, status),
    incidentId: statuspageId("window", window.id),
    at,
    affected: affectedBy(window, status),
  });
}

function affectedBy(window: Held, status: MaintenanceStatus): AffectedComponent[] {
  const turn = TURN[status];
  if (turn === null) return [];
  return window.surfaceIds.map((id, index) => {
    return { code: statuspageId("surface", id), name: window.surfaceNames[index] ?? id, ...turn };
  });
}

/** The operator's note while it holds; a window's planned times are the only ones that may lie ahead (§2.3). */
function bodyOf({ note, startsAt, endsAt }: Held, status: MaintenanceStatus): string {
  if (status === "completed") return "The scheduled maintenance has been completed.";
  if (note !== null) return note;
  if (status === "in_progress") return "Scheduled maintenance is currently in progress.";
  return `Scheduled maintenance from ${minuteOf(startsAt)} UTC until ${minuteOf(endsAt)} UTC.`;
}

const minuteOf = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace("T", " ");
