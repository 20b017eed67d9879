import * as z from "zod";

const HINT_MAX_CHARS = 100;

/** A positive safe integer, also one written as a string. */
export const TicketId = z.preprocess(
  (value) => (typeof value === "string" && /^[1-9]\d{0,15}$/.test(value) ? Number(value) : value),
  z.int("expected a positive integer").positive("expected a positive integer"),
);

/** Trimmed text; a number is written out, anything else is empty. */
export const Text = z
  .union([z.string(), z.number().transform(String)])
  .transform((text) => text.trim())
  .catch("");

/** Text for the log only: cut, and null where empty. */
export const Hint = Text.transform((text) => text.slice(0, HINT_MAX_CHARS) || null);

/** ISO 8601 with `Z` or an offset (PHP's `+0000` too) as epoch ms; anything else is null. */
export const Instant = z
  .string()
  .transform((text) => text.trim().replace(/([+-]\d{2})(\d{2})$/, "$1:$2"))
  .pipe(z.iso.datetime({ offset: true }).transform(Date.parse))
  .pipe(z.int())
  .nullable()
  .catch(null);

/** One custom field in any dialect; what is missing is empty. */
export const WireField = z
  .object({ id: TicketId.nullable().catch(null), name: Text, slug: Text, value: Text, text: Text })
  .catch({ id: null, name: "", slug: "", value: "", text: "" });
export type WireField = z.infer<typeof WireField>;

/** A ticket has a handful of custom fields; a longer list is none. */
const FIELDS_MAX = 200;

/** The custom fields, or null where the payload has none: `[]` is not null. */
export const WireFields = z
  .unknown()
  .refine((list) => !Array.isArray(list) || list.length <= FIELDS_MAX, { abort: true })
  .pipe(z.array(WireField).nullable())
  .catch(null);
