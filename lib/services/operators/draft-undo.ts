import { shownSurface } from "@/lib/core/engine/settle";
import type { Surface } from "@/lib/core/engine/surface";
import type { Context } from "@/lib/platform/context";
import type { OpsWriteResult } from "@/lib/schemas/ops-answers";
import type { OpsWrite } from "@/lib/schemas/ops-write";
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
  }
}

type OnSurfaces = Extract<OpsWrite, { surfaces: unknown }>;

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
