import type { z } from "zod";
import type { ProblemCode } from "@/lib/platform/problems";
import type { SchemaName } from "./schemas";

/** The groups of operations, in order. */
export const GROUPS = {
  Status: "The current status, recently resolved incidents, and the market's clock.",
  Uptime: "The numbers behind the bars.",
  "Feeds and calendars":
    "Incidents as feeds and maintenance as a calendar, of everything or of one surface. A reader that requests again with `If-None-Match` gets 304 while nothing has changed.",
  "Badges and embed": "Images and a banner for other sites.",
  "Statuspage v2": "The same data in the format of Statuspage's public API, for tools that support it.",
  Subscriptions: "To be told by mail, webhook, chat or browser.",
  "About this API": "Whether the platform's own monitoring runs, and this description.",
  "Writing status": "What a source reports about a surface.",
  Maintenance: "Windows of planned downtime.",
  Operations: "The stored state and its reasons, and commands.",
  Webhooks: "FreeScout's deliveries, and Postmark's bounces.",
} as const satisfies Record<string, string>;

export type GroupName = keyof typeof GROUPS;

/** One status in one media type: JSON where `type` is absent; text where there is no schema. */
export type ResponseDocs = {
  status?: 200 | 201 | 503;
  description: string;
  /** A schema's name, so that a request loads no schema of a response; or an unnamed schema itself. */
  schema?: SchemaName | z.ZodType;
  type?: string;
  /** Operations that use a value of this response: operation id → path parameter → the value's place in the body. */
  links?: Record<string, Record<string, string>>;
};

/** One request that the integration test sends, and an example of its response. */
export type Example = {
  summary: string;
  params?: Record<string, string>;
  query?: Record<string, string | number>;
  body?: unknown;
  /** 200 with the first response's type, where absent. */
  status?: number;
  type?: string;
  value: unknown;
};

/** An operation's documentation beyond what its endpoint declares. */
export type Docs = {
  /** The operation's id, and its anchor on the page. */
  id: string;
  /** Required where the endpoint serves several paths. */
  path?: string;
  group: GroupName;
  summary: string;
  description: string;
  /** The fields of an optional body that may be in the query. */
  query?: z.ZodObject;
  /** For an endpoint that gets the body's bytes: the schemas that it accepts. */
  body?: readonly SchemaName[];
  responses: readonly [ResponseDocs, ...ResponseDocs[]];
  /** Refusals beyond those of every endpoint with this access and such a body. */
  refusals?: readonly ProblemCode[];
  /** By name: the same name in the request and in the response pairs them. */
  examples: Readonly<Record<string, Example>>;
  /** For a static file: the only headers that it has. */
  fileHeaders?: Record<string, string>;
};
