import type { z } from "zod";
import type { ProblemCode } from "@/lib/platform/errors";
import type { SchemaName } from "./schemas";

/** The chapters of the description, in order. */
export const GROUPS = {
  Status: "What is true now, what was resolved lately, and the market's clock.",
  Uptime: "The numbers behind the bars.",
  "Feeds and calendars":
    "Incidents as feeds and maintenance as a calendar, of everything or of one surface. A reader that requests again with `If-None-Match` gets 304 while nothing has changed.",
  "Badges and embed": "Pictures and a bar for other sites.",
  "Statuspage v2": "The same facts in the format of Statuspage's public API, for the tools that read it.",
  "About this API": "Whether our own monitoring runs, and this description.",
  "Writing status": "What a source reports about a surface.",
  Maintenance: "Windows of planned downtime.",
  Operations: "What is stored and why, and commands.",
  Webhooks: "FreeScout's deliveries.",
} as const satisfies Record<string, string>;

export type GroupName = keyof typeof GROUPS;

/** One status in one media type: JSON where `type` names no other; text where there is no schema. */
export type ResponseDocs = {
  status?: 200 | 201 | 503;
  description: string;
  /** By its name, so that a request loads no schema of a response; a new one may be given itself. */
  schema?: SchemaName | z.ZodType;
  type?: string;
  /** Operations that take something of this response: operation id → path parameter → where in the body it stands. */
  links?: Record<string, Record<string, string>>;
};

/** One request that the integration test sends, and what a response to it looks like. */
export type Example = {
  summary: string;
  params?: Record<string, string>;
  query?: Record<string, string | number>;
  body?: unknown;
  /** 200, in the first response's type, where absent. */
  status?: number;
  type?: string;
  value: unknown;
};

/** What callers need to know of an operation beyond what its endpoint enforces. */
export type Docs = {
  /** The operation's id, and its anchor on the page. */
  id: string;
  /** Where the endpoint serves several. */
  path?: string;
  group: GroupName;
  summary: string;
  description: string;
  /** What of an optional body may stand in the query. */
  query?: z.ZodObject;
  /** Of an endpoint that is given the body's bytes: any of these. */
  body?: readonly SchemaName[];
  responses: readonly [ResponseDocs, ...ResponseDocs[]];
  /** Beyond those that every endpoint of this access, and with such a body, can give. */
  refusals?: readonly ProblemCode[];
  /** By name: the request's values and the response carry it, which is what pairs them. */
  examples: Readonly<Record<string, Example>>;
  /** A static file beside the endpoint: the only headers that it has. */
  fileHeaders?: Record<string, string>;
};
