import type { FeedPath } from "@/lib/public/feeds/channel";
import { FEEDS } from "@/lib/public/feeds/feeds";
import type { Docs } from "./docs";
import { SAMPLE_CHRONICLE } from "./sample-chronicle";
import { APP, unknownSurface } from "./samples";

export type FeedWords = { id: string; name: string; description: string };

/** A feed of everything, or of one surface where its path names one. */
export function feedDocs(path: string, { id, name, description }: FeedWords): Docs {
  const format = path.split("/").at(-1) as FeedPath;
  const surfaceId = path.includes("{id}") ? APP.id : undefined;
  const text = FEEDS[format].render(SAMPLE_CHRONICLE, surfaceId);
  const isJson = format === "feed.json";
  const summary = `The ${name} of ${surfaceId ? "one surface" : "everything"}`;
  const type = FEEDS[format].contentType.split(";")[0];
  const example = { name: surfaceId ? "surface" : "everything", summary, value: isJson ? JSON.parse(text) : text };
  return {
    id: `get${surfaceId ? "Surface" : ""}${id}`,
    group: "Feeds and calendars",
    summary,
    description,
    responses: [{ description: `The ${name}.`, type, schema: isJson ? "JsonFeed" : undefined }],
    refusals: surfaceId ? ["unknown_surface"] : [],
    examples: surfaceId
      ? [{ ...example, params: { id: surfaceId } }, unknownSurface({ params: { id: "nope" } })]
      : [example],
  };
}
