import * as z from "zod";
import { PROBLEMS, type ProblemCode } from "@/lib/errors";
import type { Door } from "./door";

const ALWAYS: readonly ProblemCode[] = ["method_not_allowed", "too_many_requests", "internal_error"];
/** What any door that asks for a key can say. */
const KEYED: readonly ProblemCode[] = ["credential_in_query"];

/** The one error body, with the codes that some doors can give. */
export function problemOf(doors: readonly Door[]): z.ZodType {
  const possible = new Set([...ALWAYS, ...doors.flatMap((door) => [...door.refusals, ...(door.keys ? KEYED : [])])]);
  const codes = (Object.keys(PROBLEMS) as ProblemCode[]).filter((code) => possible.has(code));
  const policy = possible.has("copy_policy") ? { rule: z.string().optional(), words: z.string().optional() } : {};
  return z.strictObject({
    type: z.literal("about:blank"),
    title: z.string(),
    status: z.int().min(400).max(599),
    code: z.enum(codes),
    detail: z.string().optional(),
    issues: z.array(z.strictObject({ path: z.string(), message: z.string(), ...policy })).optional(),
  });
}
