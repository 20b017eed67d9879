import { CATEGORIES, type Category, type State, type TicketSeverity, worstState } from "@/lib/core/engine/states";
import type { HistoryWindow, PublicHistory } from "@/lib/output/incidents";
import { SITE } from "@/lib/output/site";
import type { PublicSurface } from "@/lib/schemas/public";
import type {
  AffectedComponent,
  ComponentStatus,
  Impact,
  StatuspageComponent,
  StatuspageGroup,
  StatuspagePage,
  StatuspageStatus,
} from "@/lib/schemas/statuspage";

/** A state as a Statuspage status; Statuspage has no "unknown", and unknown must not look green. */
export const COMPONENT_STATUS: Record<State, ComponentStatus> = {
  OPERATIONAL: "operational",
  DEGRADED: "degraded_performance",
  PARTIAL: "partial_outage",
  DOWN: "major_outage",
  MAINTENANCE: "under_maintenance",
  UNKNOWN: "degraded_performance",
};

/** The page's rollup, by its verdict (contract §1.6). */
export const OVERALL_STATUS: Record<State, StatuspageStatus> = {
  OPERATIONAL: { indicator: "none", description: "All Systems Operational" },
  UNKNOWN: { indicator: "minor", description: "Status Unknown" },
  MAINTENANCE: { indicator: "maintenance", description: "Service Under Maintenance" },
  DEGRADED: { indicator: "minor", description: "Partially Degraded Service" },
  PARTIAL: { indicator: "major", description: "Partial System Outage" },
  DOWN: { indicator: "critical", description: "Major Service Outage" },
};

/** An incident's impact by its severity. */
export const IMPACT: Record<TicketSeverity, Impact> = { degraded: "minor", partial: "major", down: "critical" };

/** The categories as groups of components, in the page's order. */
export const GROUP_NAMES: Record<Category, string> = {
  owned: "Raxx services",
  upstream_3p: "Services we rely on",
  downstream_3p: "Markets & brokerage",
};

const IDS = 36n ** 12n;
const UTF8 = new TextEncoder();

/** The kinds of objects that have a Statuspage id. */
type IdKind = "page" | "group" | "surface" | "incident" | "update" | "window" | "window-update";

/** A Statuspage id, 12 lower-case letters and digits: FNV-1a (64 bits) of our own id. */
export function statuspageId(kind: IdKind, id: string): string {
  const [high, low] = fnv1a(UTF8.encode(`${kind}:${id}`));
  return (((BigInt(high) << 32n) | BigInt(low)) % IDS).toString(36).padStart(12, "0");
}

const HALF = 2 ** 32;

/** In two halves of 32 bits, since BigInt for each byte doubles the cost of a body. The prime is 2^40 + 0x1b3. */
function fnv1a(bytes: Uint8Array): [high: number, low: number] {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of bytes) {
    const mixed = (low ^ byte) >>> 0;
    const product = mixed * 0x1b3;
    low = product >>> 0;
    high = (Math.imul(high, 0x1b3) + Math.floor(product / HALF) + (mixed << 8)) >>> 0;
  }
  return [high, low];
}

/** When maintenance really began: one that was planned after its start began when it was planned. */
export const windowBeganAt = ({ startsAt, createdAt }: HistoryWindow): number => Math.max(startsAt, createdAt);

/** When what readers see of a window last changed: its plan, its start, or its end, which is `endsAt` once it is over. */
export function windowChangedAt(window: HistoryWindow): number {
  const { phase, updatedAt, endsAt } = window;
  if (phase === "running") return Math.max(updatedAt, windowBeganAt(window));
  return phase === "ended" ? Math.max(updatedAt, endsAt) : updatedAt;
}

export const PAGE_ID = statuspageId("page", "status.raxx.app");

/** The `created_at` of every surface: the registry has no dates. */
const FIRST_DAY = Date.UTC(2026, 3, 28);

/** Epoch milliseconds → ISO 8601 UTC with milliseconds, Statuspage's form of every time. */
export const toStatuspageTime = (ms: number): string => new Date(ms).toISOString();

/** The page as of its last change, so that unchanged content has the same bytes. A fallback snapshot is as of its instant. */
export const toPage = (history: PublicHistory): StatuspagePage => ({
  id: PAGE_ID,
  name: "Raxx",
  url: SITE,
  time_zone: "Etc/UTC",
  updated_at: toStatuspageTime(newestChange(history)),
});

function newestChange({ now, stale, surfaces, incidents, windows }: PublicHistory): number {
  if (stale) return now;
  const changes = [
    ...surfaces.map((surface) => Date.parse(surface.state_since)),
    ...incidents.map((incident) => incident.updatedAt),
    ...windows.map(windowChangedAt),
  ];
  return changes.reduce((newest, at) => Math.max(newest, at), FIRST_DAY);
}

/** An update before it gets Statuspage's keys; `at` is epoch milliseconds. */
type UpdateContent<Status extends string> = {
  id: string;
  status: Status;
  body: string;
  incidentId: string;
  at: number;
  affected: AffectedComponent[];
};

/** One entry of `incident_updates`; it never changes, so all of its times are that of its publication. */
export const toUpdate = <Status extends string>({
  id,
  status,
  body,
  incidentId,
  at,
  affected,
}: UpdateContent<Status>) => ({
  id,
  status,
  body,
  incident_id: incidentId,
  created_at: toStatuspageTime(at),
  updated_at: toStatuspageTime(at),
  display_at: toStatuspageTime(at),
  affected_components: affected,
  deliver_notifications: true,
  custom_tweet: null,
  tweet_id: null,
});

/** Surfaces as components, by surface id; positions count within the category. */
export function componentsById(surfaces: readonly PublicSurface[]): ReadonlyMap<string, StatuspageComponent> {
  return new Map(
    CATEGORIES.flatMap((category) =>
      inCategory(surfaces, category).map((surface, index) => [surface.id, toComponent(surface, index + 1)] as const),
    ),
  );
}

/** Each category as a group, followed by its surfaces; a category without surfaces is left out. */
export function listComponents(surfaces: readonly PublicSurface[]): (StatuspageComponent | StatuspageGroup)[] {
  const byId = componentsById(surfaces);
  return CATEGORIES.flatMap((category, index) => {
    const members = inCategory(surfaces, category);
    const children = members.flatMap((surface) => byId.get(surface.id) ?? []);
    return members.length === 0 ? [] : [toGroup(category, members, index + 1), ...children];
  });
}

const inCategory = (surfaces: readonly PublicSurface[], category: Category): PublicSurface[] =>
  surfaces.filter((surface) => surface.category === category);

const toComponent = (surface: PublicSurface, position: number): StatuspageComponent => ({
  id: statuspageId("surface", surface.id),
  name: surface.display_name,
  status: COMPONENT_STATUS[surface.state],
  created_at: toStatuspageTime(FIRST_DAY),
  updated_at: toStatuspageTime(Date.parse(surface.state_since)),
  position,
  description: surface.public_description,
  showcase: true,
  start_date: null,
  group_id: statuspageId("group", surface.category),
  page_id: PAGE_ID,
  group: false,
  only_show_if_degraded: false,
});

const toGroup = (category: Category, members: readonly PublicSurface[], position: number): StatuspageGroup => ({
  id: statuspageId("group", category),
  name: GROUP_NAMES[category],
  status: COMPONENT_STATUS[worstState(members.map((surface) => surface.state))],
  created_at: toStatuspageTime(FIRST_DAY),
  updated_at: toStatuspageTime(Math.max(...members.map((surface) => Date.parse(surface.state_since)))),
  position,
  description: null,
  showcase: false,
  start_date: null,
  group_id: null,
  page_id: PAGE_ID,
  group: true,
  only_show_if_degraded: false,
  components: members.map((surface) => statuspageId("surface", surface.id)),
});
