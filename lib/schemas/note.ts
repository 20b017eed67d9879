import { z } from "zod";

export const NOTE_MAX = 280;

/** A public note as an operator writes it: at most 280 characters; blank reads as none. */
export const NoteInput = z
  .string()
  .max(NOTE_MAX, `must be at most ${NOTE_MAX} characters`)
  .transform((note) => note.trim() || null)
  .nullable();

/** Who writes, for the audit log. */
export const ActorInput = z.string().trim().min(1).max(100);
