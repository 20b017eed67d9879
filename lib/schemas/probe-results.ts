import * as z from "zod";
import { Instant } from "./times";

/** One raw result of an outside prober. */
export const ProbeResultInput = z.strictObject({
  surface_id: z.string().min(1).max(100),
  ok: z.boolean(),
  checked_at: Instant,
  latency_ms: z.number().int().min(0).max(3_600_000).nullish(),
  status_code: z.number().int().min(100).max(599).nullish(),
  error: z.string().max(200).nullish(),
});
export type ProbeResultInput = z.infer<typeof ProbeResultInput>;

/** Body of `POST /api/internal/status/probe-results`: one result, or up to 100. */
export const ProbeResults = z.union([
  ProbeResultInput.transform((one) => [one]),
  z.array(ProbeResultInput).min(1).max(100),
]);
export type ProbeResults = z.infer<typeof ProbeResults>;
