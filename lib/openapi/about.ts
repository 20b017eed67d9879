import * as z from "zod";
import { Health } from "@/lib/schemas/heartbeat";
import { Version } from "@/lib/schemas/version";
import type { Door } from "./door";
import { openAnswer, publicGet } from "./open-door";

/** An OpenAPI document, as far as this one describes itself. */
export const Description = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.looseObject({})),
});

export const DESCRIPTION_SAMPLE = { openapi: "3.1.1", info: { title: "Raxx Status API", version: "1" }, paths: {} };

const HEALTH: Door = {
  id: "getHealth",
  method: "get",
  path: "/healthz",
  group: "About this API",
  summary: "Whether our monitoring runs, in one word",
  description: "For a dead-man's switch: 200 while each minute's look at the surfaces gets done, 503 once it stops.",
  answers: [
    { status: 200, says: "It runs.", type: "application/json", schema: Health },
    { status: 503, says: "It has stopped.", type: "application/json", schema: Health },
  ],
  refusals: [],
  examples: [{ name: "running", summary: "It runs", value: { status: "ok" } }],
};

const VERSION: Door = {
  id: "getVersion",
  method: "get",
  path: "/api/version",
  group: "About this API",
  summary: "Which commit answers",
  description: "Both are null where nobody deployed it: on a machine of one's own.",
  answers: [{ status: 200, says: "The commit.", type: "application/json", schema: Version }],
  refusals: [],
  examples: [
    {
      name: "version",
      summary: "Which commit answers",
      value: { commit: "9d3f0c1b7a52e64813f09c2d5b8a7e6041cd92fa", deployed_at: "2026-05-04T12:00:00Z" },
    },
  ],
};

/** The API on itself. */
export const ABOUT_DOORS = [
  HEALTH,
  VERSION,
  publicGet({
    id: "getDescription",
    path: "/api/openapi.json",
    group: "About this API",
    summary: "This description",
    description: "OpenAPI 3.1, for tools. It is made of the schemas that check what is sent.",
    answers: [openAnswer(300, "The description.", Description)],
    examples: [{ name: "description", summary: "This description", value: DESCRIPTION_SAMPLE }],
  }),
];
