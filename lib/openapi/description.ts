import * as z from "zod";
import type { Docs } from "./docs";

/** An OpenAPI document, as far as this one describes itself. */
export const Description = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.looseObject({})),
});

/** How an endpoint that serves the description is documented. */
export const descriptionDocs = (words: Pick<Docs, "id" | "group" | "description">): Docs => ({
  ...words,
  summary: "This description",
  responses: [{ description: "The description.", schema: Description }],
  examples: [
    {
      name: "description",
      summary: "This description",
      value: { openapi: "3.1.1", info: { title: "Raxx Status API", version: "1" }, paths: {} },
    },
  ],
});
