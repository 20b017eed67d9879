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

/** A template filled for the present minute, in UTC; `surface` is null where it is about several. */
export const fillNow = (template: string, surface: string | null, language: Language): string =>
  fillTemplate(template, {
    surface: surface ?? noteTemplates(language).several_surfaces,
    time: `${new Date().toISOString().slice(11, 16)} UTC`,
  });
