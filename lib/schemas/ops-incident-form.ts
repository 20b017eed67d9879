import { TITLE_MAX } from "./note";
import type { WriteDraft } from "./ops-form";
import { POSTMORTEM_MAX } from "./ops-incident";

/** By surface; "" where the incident is not on it. */
export type Severities = Record<string, string>;

const NAME = /^severity\./;

/** The severities that a form's fields name. */
export function readSeverities(form: FormData): Severities | undefined {
  const named = [...form].filter(([name]) => NAME.test(name));
  return named.length === 0
    ? undefined
    : Object.fromEntries(named.map(([name, value]) => [name.replace(NAME, ""), String(value)]));
}

const seenIn = ({ surfaces = [] }: WriteDraft, isPart: (id: string) => boolean) =>
  surfaces.filter(({ surface_id: id }) => isPart(id));

/** The body that an incident's form asks for; null for another's. The surfaces of the incident are named, changed or not, so that another operator's change of them is seen. */
export function incidentRequest(draft: WriteDraft): Record<string, unknown> | null {
  const { incident_id, severities = {}, phase, public_note, was = {} } = draft;
  const title = draft.title === was.title ? undefined : draft.title?.trim() || undefined;
  const severityOf = (id: string) => severities[id] || null;
  const withSeverity = (isPart: (id: string) => boolean) =>
    seenIn(draft, isPart).map((seen) => ({ ...seen, severity: severityOf(seen.surface_id) }));
  switch (draft.action) {
    case "open_incident":
      return { surfaces: withSeverity((id) => severityOf(id) !== null), title, phase, public_note };
    case "update_incident": {
      const surfaces = withSeverity((id) => Boolean(severityOf(id) || was.severities?.[id]));
      return { incident_id, surfaces, title, phase, public_note };
    }
    case "resolve_incident":
      return { incident_id, surfaces: draft.surfaces, public_note };
    case "postmortem":
      return { incident_id, revision: draft.revision, text: draft.text };
    default:
      return null;
  }
}

type Fault = [isFault: boolean, path: string, message: string];

/** What an incident's form still lacks. */
export function incidentFaults({
  action,
  severities = {},
  title = "",
  text = "",
  public_note = "",
  ...draft
}: WriteDraft): Fault[] {
  const isOn = Object.values(severities).some((severity) => severity !== "");
  const { was = {}, phase } = draft;
  const isUnchanged =
    public_note.trim() === "" &&
    phase === was.phase &&
    title === was.title &&
    JSON.stringify(severities) === JSON.stringify(was.severities);
  return [
    [action === "open_incident" && !isOn, "surfaces", "Choose at least one surface, and how bad it is there."],
    [action === "update_incident" && !isOn, "surfaces", "Leave the incident on one surface at least, or resolve it."],
    [
      action === "update_incident" && isUnchanged,
      "phase",
      "Nothing has changed: move the phase on, write a note, or change a surface.",
    ],
    [Boolean(was.title) && title.trim() === "", "title", "The incident has a title: write another one, or leave it."],
    [title.length > TITLE_MAX, "title", `Shorten the title by ${title.length - TITLE_MAX}: at most ${TITLE_MAX}.`],
    [action === "postmortem" && text.trim() === "", "text", "Write the postmortem."],
    [
      text.length > POSTMORTEM_MAX,
      "text",
      `Shorten the text by ${text.length - POSTMORTEM_MAX}: at most ${POSTMORTEM_MAX}.`,
    ],
  ];
}

/** Each surface's severity on top of another operator's: one that was not touched shows theirs. */
export const rebaseSeverities = (typed: Severities = {}, was: Severities = {}, stored: Severities = {}): Severities =>
  Object.fromEntries(
    Object.keys({ ...typed, ...stored }).map((id) => [
      id,
      (typed[id] ?? "") === (was[id] ?? "") ? (stored[id] ?? "") : (typed[id] ?? ""),
    ]),
  );

type Named = { surface_id: string; version: number; severity?: string | null };

/** The surfaces of an update, as its form has them; each counts as changed. */
export const draftSeverities = (surfaces: readonly Named[] = []): Partial<WriteDraft> => ({
  surfaces: surfaces.map(({ surface_id, version }) => ({ surface_id, version })),
  severities: Object.fromEntries(surfaces.map(({ surface_id: id, severity }) => [id, severity ?? ""])),
  was: { severities: Object.fromEntries(surfaces.map(({ surface_id: id }) => [id, "?"])) },
});
