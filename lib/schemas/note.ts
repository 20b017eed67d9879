import * as z from "zod";
import { readsAs } from "@/lib/core/note-policy/fold";
import { plainText } from "@/lib/core/note-policy/plain-text";

const NOTE_MAX = 280;

/** An operator's public note: at most 280 characters; blank, or of invisible characters only, counts as none. */
export const NoteInput = z
  .string()
  .max(NOTE_MAX, `must be at most ${NOTE_MAX} characters`)
  .transform((note) => (plainText(note).trim() === "" ? null : note.trim()))
  .nullable();

export const TITLE_MAX = 120;

/** An incident's title: one line. An absent one leaves the title as it is, so there is none that is empty. */
export const TitleInput = z
  .string()
  .transform((title) => plainText(title).replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1, "must not be empty").max(TITLE_MAX, `must be at most ${TITLE_MAX} characters`));

const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** `operator:` and `service:`, whatever sign stands for the colon; a name may go on with a space, a dash, a dot or the like. */
const RESERVED = /^[^\p{L}\p{N}]*(?:operator|service)[^\p{L}\p{N}]*?[^\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{N}\s._/@()&+,'-]/u;

/** The writer's name, for the audit log; a name that reads as that of an operator who signed in is refused. */
export const ActorInput = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((actor) => !UNPRINTABLE.test(actor), "must have no invisible, control or line characters")
  .refine((actor) => !RESERVED.test(readsAs(actor)), "reads as the name of a signed-in operator");

/** A caller's own key of an incident; never published. */
export const IncidentKeyInput = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(100, "must be at most 100 characters")
  .refine((key) => !UNPRINTABLE.test(key), "must have no invisible, control or line characters");
