import * as z from "zod";
import { PublicTime } from "./public";

/** JSON Feed 1.1 as far as we speak it. */
export const JsonFeed = z.strictObject({
  version: z.literal("https://jsonfeed.org/version/1.1"),
  title: z.string(),
  home_page_url: z.url(),
  feed_url: z.url(),
  description: z.string(),
  language: z.literal("en"),
  authors: z.array(z.strictObject({ name: z.string(), url: z.url() })),
  items: z.array(
    z.strictObject({
      id: z.string(),
      url: z.url(),
      title: z.string(),
      content_html: z.string(),
      date_published: PublicTime,
      date_modified: PublicTime,
      tags: z.array(z.string()),
    }),
  ),
});
export type JsonFeed = z.infer<typeof JsonFeed>;
