import * as z from "zod";
import { IsoTime } from "./times";

/** `GET /api/internal/status/heartbeat`: the last finished tick, and what each of its jobs did. */
export const Heartbeat = z.strictObject({
  alive: z.boolean(),
  last_finished_at: IsoTime.nullable(),
  jobs: z.record(z.string(), z.unknown()).nullable(),
});
export type Heartbeat = z.infer<typeof Heartbeat>;

/** `GET /healthz`: the same in one word, for anyone. */
export const Health = z.strictObject({ status: z.enum(["ok", "stopped"]) });
export type Health = z.infer<typeof Health>;
