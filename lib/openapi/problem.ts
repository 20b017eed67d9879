import * as z from "zod";
import { PROBLEMS, type ProblemCode } from "@/lib/errors";

const ALWAYS: readonly ProblemCode[] = ["method_not_allowed", "too_many_requests", "internal_error"];

/** The one error body, with the codes that are possible. */
export function problemSchema(codes: readonly ProblemCode[]): z.ZodType {
  const possible = new Set([...ALWAYS, ...codes]);
  const policy = possible.has("copy_policy") ? { rule: z.string().optional(), words: z.string().optional() } : {};
  const schema = z.strictObject({
    type: z.literal("about:blank"),
    title: z.string(),
    status: z.int().min(400).max(599),
    code: z.enum((Object.keys(PROBLEMS) as ProblemCode[]).filter((code) => possible.has(code))),
    detail: z.string().optional(),
    issues: z.array(z.strictObject({ path: z.string(), message: z.string(), ...policy })).optional(),
  });
  return schema.meta({ description: "A refusal (RFC 9457)." });
}
