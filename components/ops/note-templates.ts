import de from "@/config/note-templates/de.json";
import en from "@/config/note-templates/en.json";
import es from "@/config/note-templates/es.json";
import fr from "@/config/note-templates/fr.json";
import ja from "@/config/note-templates/ja.json";
import { fillTemplate } from "@/lib/core/note-template";
import type { Language } from "@/lib/schemas/language";
import type { NoteTemplates } from "@/lib/schemas/note-templates";

const TEMPLATES: Readonly<Record<Language, NoteTemplates>> = { en, es, de, fr, ja };

/** The templates of public notes in a language, by the phase that they are for; the build has checked each (contract §6.6). */
export const noteTemplates = (language: Language): NoteTemplates => TEMPLATES[language];

/** The templates that a write's form offers; those of its phase, where it has one, come first. */
export function templatesFor(action: string, language: Language, phase?: string): readonly string[] {
  const { resolved, maintenance, ...byPhase } = noteTemplates(language);
  const phases = ["investigating", "identified", "monitoring"] as const;
  const trouble = phases.toSorted((a, b) => Number(b === phase) - Number(a === phase)).flatMap((each) => byPhase[each]);
  const byAction: Readonly<Record<string, readonly string[]>> = {
    override: trouble,
    note: trouble,
    open_incident: trouble,
    update_incident: trouble,
    resolve_incident: resolved,
    clear: resolved,
    plan_window: maintenance,
  };
  return byAction[action] ?? [];
}

/** A template filled for the present minute, in UTC; `surface` is null where it is about several. */
export const fillNow = (template: string, surface: string | null, language: Language): string =>
  fillTemplate(template, {
    surface: surface ?? noteTemplates(language).several_surfaces,
    time: `${new Date().toISOString().slice(11, 16)} UTC`,
  });
