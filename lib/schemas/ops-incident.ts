import * as z from "zod";
import { PHASES, TICKET_SEVERITIES } from "@/lib/core/engine/states";
import { plainText } from "@/lib/core/note-policy/plain-text";
import { NoteInput, TitleInput } from "./note";
import { RequestId } from "./request-id";

export const POSTMORTEM_MAX = 8_000;

/** The phases of an incident that lasts; the end has an action of its own. */
export const OPEN_PHASES = PHASES.filter((phase) => phase !== "resolved");
const OpenPhase = z.enum(OPEN_PHASES);

/** A surface, its `version` as for every write, and how bad the incident is on it. */
const seen = { surface_id: z.string().min(1).max(100), version: z.int().min(0) };
const Affected = z.strictObject({ ...seen, severity: z.enum(TICKET_SEVERITIES) });
/** Severity null: the surface is part of the incident no more. */
const Changed = z.strictObject({ ...seen, severity: z.enum(TICKET_SEVERITIES).nullable() });

const listOf = <Item extends z.ZodType<{ surface_id: string }>>(item: Item, atLeast = 1) =>
  z
    .array(item)
    .min(atLeast)
    .max(100)
    .refine((list) => new Set(list.map((each) => each.surface_id)).size === list.length, "names a surface twice");

const IncidentId = z.int().min(1);

/** Whether subscribers hear nothing of this write: of an incident's, of this change alone; of a window's, of the window from now on. */
export const tellNobody = { tell_nobody: z.boolean().optional() };

/** Opens an incident; without a phase it is `investigating`. */
const OpenIncident = z.strictObject({
  action: z.literal("open_incident"),
  request_id: RequestId,
  surfaces: listOf(Affected),
  title: TitleInput.optional(),
  phase: OpenPhase.optional(),
  public_note: NoteInput.optional(),
  ...tellNobody,
});

/** Changes an operator's incident, or opens it again; what is absent, a surface too, stays as it is. */
const UpdateIncident = z.strictObject({
  action: z.literal("update_incident"),
  request_id: RequestId,
  incident_id: IncidentId,
  surfaces: listOf(Changed),
  title: TitleInput.optional(),
  phase: OpenPhase.optional(),
  public_note: NoteInput.optional(),
  ...tellNobody,
});

/** Resolves an operator's incident on all of its surfaces, with a last word. */
const ResolveIncident = z.strictObject({
  action: z.literal("resolve_incident"),
  request_id: RequestId,
  incident_id: IncidentId,
  surfaces: listOf(z.strictObject(seen), 0),
  public_note: NoteInput.optional(),
  ...tellNobody,
});

/** Publishes or corrects the postmortem of an incident that is over; `revision` is the incident's last one that the operator saw. */
const Postmortem = z.strictObject({
  action: z.literal("postmortem"),
  request_id: RequestId,
  incident_id: IncidentId,
  revision: z.int().min(0),
  text: z
    .string()
    .max(POSTMORTEM_MAX, `must be at most ${POSTMORTEM_MAX} characters`)
    .refine((text) => plainText(text).trim() !== "", "must not be empty"),
  ...tellNobody,
});

/** The writes that tell of an incident (contract §2.12). */
export const INCIDENT_WRITES = [OpenIncident, UpdateIncident, ResolveIncident, Postmortem] as const;
