import type { z } from "zod";

/** A body that no dialect explains, or one without a ticket id; `issues` name paths and rules, never the payload's values. */
export class InvalidDelivery extends Error {
  override readonly name = "InvalidDelivery";

  constructor(readonly issues: readonly string[]) {
    super(`Not a FreeScout delivery: ${issues.join("; ")}`);
  }
}

/** The parsed value, or InvalidDelivery. */
export function parseOrRefuse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidDelivery(result.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`));
}
