import * as z from "zod";
import { SITE } from "@/lib/public/site";
import type { Answer, Door } from "./door";

/** What the last known good copy says of its life, whatever the door (docs/decisions/015). */
const LAST_KNOWN = "public, max-age=5";

const keptFor = (maxAgeS: number, origin: string): Record<string, z.ZodType> => ({
  "Cache-Control": z.enum([`public, max-age=${maxAgeS}`, LAST_KNOWN]),
  ETag: z.string(),
  "Access-Control-Allow-Origin": z.literal(origin),
});

/** An answer of the v1 API: scripts of our own page may read it. */
export const keptAnswer = (maxAgeS: number, says: string, schema: z.ZodType, type = "application/json"): Answer => ({
  status: 200,
  says,
  type,
  schema,
  headers: keptFor(maxAgeS, SITE),
});

/** A document that scripts of any site may read. */
export const openAnswer = (maxAgeS: number, says: string, schema: z.ZodType, type = "application/json"): Answer => ({
  ...keptAnswer(maxAgeS, says, schema, type),
  headers: keptFor(maxAgeS, "*"),
});

type Opened = Omit<Door, "method" | "refusals" | "keys" | "body"> & Partial<Pick<Door, "refusals">>;

/** A public GET that caches may keep: closed only while the public endpoint is off. */
export const publicGet = ({ refusals = [], ...door }: Opened): Door => ({
  ...door,
  method: "get",
  refusals: [...refusals, "not_enabled"],
});
