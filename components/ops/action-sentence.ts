import { STATES } from "@/lib/core/engine/states";
import type { OpsAction } from "@/lib/schemas/ops-answers";
import { stateText } from "./state-label";

type Names = Readonly<Record<string, string>>;

/** What of a stored request a sentence names; times are epoch milliseconds. */
type Asked = {
  surfaces?: { surface_id: string }[];
  surface_ids?: string[];
  surface_id?: string;
  state?: string;
  public_note?: string | null;
  expires_at?: number | null;
  maintenance_until?: number | null;
  starts_at?: number;
  ends_at?: number;
  opened_at?: number;
  resolved_at?: number;
  incident_id?: number;
  title?: string | null;
  phase?: string;
  alert_id?: number;
  event_id?: number | null;
  addresses?: number;
};

/** An operator's action as a sentence without its subject, its times in ISO 8601: `overrode Raxx App: Partial outage, until 2026-11-29T14:05:00.000Z: “Search fails.”` */
export function actionSentence({ action, asked }: Pick<OpsAction, "action" | "asked">, names: Names): string {
  const request = (asked ?? {}) as Asked;
  const text = SENTENCES[action]?.(request, names) ?? action.replaceAll("_", " ");
  const note = "public_note" in request ? request.public_note : undefined;
  return `${text}${note ? `: “${note}”` : note === null ? ", without a note" : ""}`;
}

const SENTENCES: Record<string, (asked: Asked, names: Names) => string> = {
  override: (asked, names) => {
    const state = STATES.find((each) => each === asked.state);
    const end = asked.expires_at ? `until ${timeText(asked.expires_at)}` : "until it is cleared";
    return `overrode ${listSurfaces(asked, names)}: ${state ? stateText(state) : asked.state}, ${end}`;
  },
  clear: (asked, names) => `cleared the override of ${listSurfaces(asked, names)}`,
  note: (asked, names) => `changed the note of ${listSurfaces(asked, names)}`,
  plan_window: (asked, names) => `scheduled maintenance of ${listSurfaces(asked, names)}${span(asked)}`,
  edit_window: (asked, names) =>
    `changed a maintenance window${asked.surface_ids ? `, now of ${listSurfaces(asked, names)}` : ""}${span(asked)}`,
  end_window: () => "ended or cancelled a maintenance window",
  correct_incident: ({ incident_id: id, opened_at: opened, resolved_at: resolved }) =>
    [
      `corrected the record of ${idText({ incident_id: id })}`,
      ...(opened ? [`opened ${timeText(opened)}`] : []),
      ...(resolved ? [`resolved ${timeText(resolved)}`] : []),
    ].join(", "),
  open_incident: (asked, names) => `opened an incident on ${listSurfaces(asked, names)}${titled(asked)}`,
  update_incident: (asked) => `updated ${idText(asked)}${asked.phase ? `, ${asked.phase}` : ""}${titled(asked)}`,
  resolve_incident: (asked) => `resolved ${idText(asked)}`,
  postmortem: (asked) => `published the postmortem of ${idText(asked)}`,
  acknowledge: ({ alert_id: id }) => `acknowledged alert ${id}`,
  mute: (asked, names) => `muted the alerts of ${listSurfaces(asked, names)}`,
  unmute: (asked, names) => `turned the alerts of ${listSurfaces(asked, names)} on again`,
  run_prober: () => "ran the prober",
  run_poller: () => "ran the poller",
  invalidate: (asked, names) =>
    `purged the edge cache${asked.surface_ids?.length ? ` of ${listSurfaces(asked, names)}` : ""}`,
  import_subscribers: ({ addresses = 0 }) => `imported ${addresses} subscribers, confirmed elsewhere before`,
  resend: ({ event_id: id }) => (id ? `sent the dead letters of notice ${id} again` : "sent all dead letters again"),
  import: () => "restored a backup",
};

const idText = ({ incident_id: id }: Asked): string => `inc_${String(id).padStart(5, "0")}`;

const titled = ({ title }: Asked): string => (title ? `, “${title}”` : "");

function listSurfaces({ surfaces = [], surface_ids: ids = [], surface_id: id }: Asked, names: Names): string {
  const all = [...surfaces.map((each) => each.surface_id), ...ids, ...(id ? [id] : [])];
  return all.map((each) => names[each] ?? each).join(", ") || "all surfaces";
}

const span = ({ starts_at: from, ends_at: to }: Asked): string =>
  `${from ? `, from ${timeText(from)}` : ""}${to ? `, until ${timeText(to)}` : ""}`;

const timeText = (ms: number): string => new Date(ms).toISOString();
