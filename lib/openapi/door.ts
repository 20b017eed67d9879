import type { z } from "zod";
import type { ProblemCode } from "@/lib/errors";
import type { GroupName } from "./groups";
import type { KeyName } from "./keys";

/** What a door says when it opens: one status in one media type. */
export type Answer = {
  status: 200 | 201 | 503;
  says: string;
  type: string;
  schema: z.ZodType;
  headers?: Record<string, z.ZodType>;
  /** Doors that take something of this answer: operation id → path parameter → where in the body it stands. */
  links?: Record<string, Record<string, string>>;
};

/** One request that the integration test sends, and what an answer to it looks like. */
export type Example = {
  /** Unique within its door; the request's values and the answer carry it, which is what pairs them. */
  name: string;
  summary: string;
  /** Values of the path's parameters. */
  at?: Record<string, string>;
  query?: Record<string, string | number>;
  body?: unknown;
  /** 200, in the first answer's type, where absent. */
  status?: number;
  type?: string;
  value: unknown;
};

/** One method on one path, as its callers need to know it. A new door is one of these. */
export type Door = {
  /** Unique among all doors; the operation's id and its anchor on the page. */
  id: string;
  method: "get" | "post" | "delete";
  path: string;
  group: GroupName;
  summary: string;
  description: string;
  /** Each entry opens the door by itself, all of its keys together; absent where no key is asked for. */
  keys?: readonly (readonly KeyName[])[];
  at?: z.ZodObject;
  query?: z.ZodObject;
  body?: { schema: z.ZodType; isOptional?: boolean };
  answers: readonly [Answer, ...Answer[]];
  refusals: readonly ProblemCode[];
  examples: readonly [Example, ...Example[]];
};
