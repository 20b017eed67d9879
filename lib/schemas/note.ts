import * as z from "zod";

const NOTE_MAX = 280;

/** An operator's public note: at most 280 characters; blank counts as none. */
export const NoteInput = z
  .string()
  .max(NOTE_MAX, `must be at most ${NOTE_MAX} characters`)
  .transform((note) => note.trim() || null)
  .nullable();

/** The writer's name, for the audit log; names that mark a verified operator are refused. */
export const ActorInput = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((actor) => !/^(?:operator|service):/i.test(actor), "is reserved for signed-in operators");
