import * as z from "zod";

const NOTE_MAX = 280;

/** A public note as an operator writes it: at most 280 characters; blank reads as none. */
export const NoteInput = z
  .string()
  .max(NOTE_MAX, `must be at most ${NOTE_MAX} characters`)
  .transform((note) => note.trim() || null)
  .nullable();

/** Who writes, for the audit log; what stands for a verified operator is nobody's to claim. */
export const ActorInput = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((actor) => !/^(?:operator|service):/i.test(actor), "is kept for operators who signed in");
