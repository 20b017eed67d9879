import * as z from "zod";
import { FailedPoll } from "./reading";

/** Text that we can do without: anything else is empty. */
export const Text = z.string().catch("");

/** An id in either spelling, as text. */
export const Id = z.union([z.string(), z.number().transform(String)]).catch("");

/** ISO 8601 with `Z` or an offset, as epoch ms. */
export const Instant = z.iso.datetime({ offset: true }).transform(Date.parse).pipe(z.int());

/** No feed that we know lists a quarter of this; a longer one is refused before its items are read. */
const LIST_MAX = 2_000;

const Bounded = z.unknown().refine((list) => !Array.isArray(list) || list.length <= LIST_MAX, { abort: true });

/** A list of bounded length. */
export const arrayOf = <Item extends z.ZodType>(item: Item) => Bounded.pipe(z.array(item));

/** A list that some dialects leave out or send as null. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  arrayOf(item)
    .nullish()
    .transform((items) => items ?? []);

/** JSON text as this schema reads it. */
export const jsonOf = <Schema extends z.ZodType>(schema: Schema) => z.string().transform(parseJson).pipe(schema);

/**
 * The body of a required request as this schema reads it.
 * @throws FailedPoll `empty` or `unparseable`
 */
export function parseBody<Schema extends z.ZodType>(body: string, schema: Schema): z.output<Schema> {
  if (body.trim() === "") throw new FailedPoll("empty");
  const result = jsonOf(schema).safeParse(body);
  if (!result.success) throw new FailedPoll("unparseable");
  return result.data;
}

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "is not JSON" });
    return z.NEVER;
  }
}
