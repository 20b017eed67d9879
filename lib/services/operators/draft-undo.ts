import { shownSurface } from "@/lib/core/engine/settle";
import type { Surface } from "@/lib/core/engine/surface";
import type { Context } from "@/lib/platform/context";
import type { OpsWriteResult } from "@/lib/schemas/ops-answers";
import type { OpsWrite, OpsWriteNamed } from "@/lib/schemas/ops-write";
import { toIso, toIsoOrNull } from "@/lib/schemas/times";
import { findSurface } from "@/lib/services/surfaces/load";
import type { Draft } from "./draft-write";
import type { OperatorState } from "./load";

type Undo = OpsWriteResult["undo"];

/** The write that puts back what was before this one; null where no single write does, such as for what a probe had found. */
export function draftUndo(
  { now }: Context,
  loaded: OperatorState,
  { write, draft }: { write: OpsWrite; draft: Draft },
): Undo {
  const { before = null } = draft.record ?? {};
  switch (write.action) {
    case "override":
    case "clear":
    case "note":
      return undoOnSurfaces(loaded, write, now);
    case "plan_window":
      return { action: "end_window", window_id: draft.windowId, sequence: 0 };
    case "edit_window":
      return { action: "edit_window", window_id: write.window_id, sequence: write.sequence + 1, ...before };
    case "end_window":
      return { action: "plan_window", ...before };
    case "correct_incident": {
      const { resolved_at: resolved, public_note: note, ...times } = before ?? { public_note: null };
      const record = { ...times, ...(resolved && { resolved_at: resolved, public_note: note }) };
      return { action: "correct_incident", incident_id: write.incident_id, updated_at: toIso(now), ...record };
    }
    case "update_incident":
    case "resolve_incident":
      return undoIncident(loaded, write);
    case "postmortem": {
      const next = { incident_id: write.incident_id, revision: write.revision + 1 };
      return before?.text ? { action: "postmortem", ...next, text: before.text } : null;
    }
    case "open_incident": // once it has its number
      return null;
  }
}

type OnSurfaces = OpsWriteNamed<"override"> | OpsWriteNamed<"clear"> | OpsWriteNamed<"note">;
type OnIncident = OpsWriteNamed<"update_incident"> | OpsWriteNamed<"resolve_incident">;

/** Surfaces, severities, phase and title as they were, where one of them changed: what was said stays said. One that was over is resolved again. */
function undoIncident({ tickets, story }: OperatorState, write: OnIncident): Undo {
  const { incident_id, surfaces } = write;
  const held = [...tickets.values()].flatMap(({ record }) => (record.open ? [record] : []));
  const seen = surfaces.map(({ surface_id, version }) => ({ surface_id, version }));
  if (held.length === 0) return { action: "resolve_incident", incident_id, surfaces: seen };
  const severityOf = (id: string) => held.find(({ surfaceId }) => surfaceId === id)?.severity ?? null;
  const { phase = "investigating", title = null } = story.revisions.at(-1) ?? {};
  const before = seen.map((each) => ({ ...each, severity: severityOf(each.surface_id) }));
  const undo = { action: "update_incident", incident_id, surfaces: before, phase, ...(title !== null && { title }) };
  if (write.action === "resolve_incident") return undo;
  const isSame =
    (write.phase ?? phase) === phase &&
    (write.title ?? title) === title &&
    write.surfaces.every(({ surface_id, severity }) => severity === severityOf(surface_id));
  return isSame ? null : undo;
}

function undoOnSurfaces(loaded: OperatorState, { action, surfaces }: OnSurfaces, now: number): Undo {
  const before = surfaces.map(({ surface_id: id }) =>
    undoOne(shownSurface(findSurface(loaded, id).surface, now), action),
  );
  const [first = null] = before;
  const isSame = before.every((each) => JSON.stringify(each) === JSON.stringify(first));
  return isSame && first ? { ...first, surfaces } : null;
}

/** An override comes back as it was; without one, an override is undone by clearing it. */
function undoOne({ state, note, override }: Surface, action: OnSurfaces["action"]): Undo {
  if (action === "note") return { action: "note", public_note: note };
  if (override === null) return action === "override" ? { action: "clear", public_note: note } : null;
  return {
    action: "override",
    state,
    public_note: note,
    expires_at: toIsoOrNull(override.expiresAt),
    maintenance_until: state === "MAINTENANCE" ? toIsoOrNull(override.maintenanceUntil) : null,
  };
}
