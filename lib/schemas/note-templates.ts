import * as z from "zod";
import { PHASES } from "@/lib/core/engine/states";
import { checkNote } from "@/lib/core/note-policy/note";
import { blanksOf, fillTemplate, TEMPLATE_BLANKS } from "@/lib/core/note-template";
import { NOTE_MAX } from "./ops-form";

const isBlank = (name: string): boolean => TEMPLATE_BLANKS.some((blank) => blank === name);

/** One file of `config/note-templates`: each template, filled in, must be a note that may be published. `longestName` is that of a surface. */
export function noteTemplatesSchema(longestName: string) {
  const template = z.string().superRefine((text, { addIssue }) => {
    const refuse = (message: string) => addIssue({ code: "custom", message });
    const unknown = blanksOf(text).filter((name) => !isBlank(name));
    if (unknown.length > 0)
      refuse(`{${unknown.join("}, {")}} is no blank; there are {${TEMPLATE_BLANKS.join("} and {")}}`);
    const note = fillTemplate(text, { surface: longestName, time: "14:05 UTC" });
    if (note.trim() === "" || note.length > NOTE_MAX) refuse(`must have 1 to ${NOTE_MAX} characters once it is filled`);
    const checked = checkNote(note);
    if (!checked.ok)
      for (const { rule, words } of checked.violations) refuse(`breaks the note policy: ${rule} (${words})`);
  });
  const templates = z.array(template).min(1);
  return z.strictObject({
    /** What `{surface}` stands for where a note is about several. */
    several_surfaces: z.string().min(1),
    ...(Object.fromEntries(PHASES.map((phase) => [phase, templates])) as Record<
      (typeof PHASES)[number],
      typeof templates
    >),
    maintenance: templates,
  });
}
export type NoteTemplates = z.infer<ReturnType<typeof noteTemplatesSchema>>;
