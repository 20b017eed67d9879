import * as z from "zod";
import type { FeedPath } from "@/lib/public/feeds/addresses";
import { FEEDS } from "@/lib/public/feeds/feeds";
import { JsonFeed } from "@/lib/schemas/json-feed";
import type { Door } from "./door";
import { openAnswer, publicGet } from "./open-door";
import { refusalOf } from "./refuse";
import { SAMPLE_CHRONICLE } from "./sample-chronicle";
import { APP } from "./samples";

type Feed = { path: FeedPath; id: string; name: string; description: string };

const FEED_WORDS: readonly Feed[] = [
  {
    path: "history.atom",
    id: "Atom",
    name: "Atom",
    description: "One entry per incident, revised in place under an id that stays.",
  },
  {
    path: "history.rss",
    id: "Rss",
    name: "RSS",
    description: "One item per public change, so that chat apps post each.",
  },
  {
    path: "feed.json",
    id: "JsonFeed",
    name: "JSON Feed",
    description: "One item per incident, with the ids of the Atom feed.",
  },
  {
    path: "maintenance.ics",
    id: "Calendar",
    name: "calendar",
    description: "Maintenance windows as iCalendar. One that was cancelled stays, marked so.",
  },
];

const SurfacePath = z.object({ id: z.string() });

const mediaTypeOf = (path: FeedPath): string => FEEDS[path].contentType.split(";")[0] as string;

function rendered(path: FeedPath, surfaceId?: string): unknown {
  const text = FEEDS[path].render(SAMPLE_CHRONICLE, surfaceId);
  return path === "feed.json" ? JSON.parse(text) : text;
}

const answerOf = ({ path, name }: Feed) =>
  openAnswer(60, `The ${name}.`, path === "feed.json" ? JsonFeed : z.string(), mediaTypeOf(path));

const ofEverything = (feed: Feed): Door =>
  publicGet({
    id: `get${feed.id}`,
    path: `/${feed.path}`,
    group: "Feeds and calendars",
    summary: `The ${feed.name} of everything`,
    description: feed.description,
    answers: [answerOf(feed)],
    examples: [{ name: "everything", summary: `The ${feed.name} of everything`, value: rendered(feed.path) }],
  });

const ofSurface = (feed: Feed): Door =>
  publicGet({
    id: `getSurface${feed.id}`,
    path: `/surfaces/{id}/${feed.path}`,
    group: "Feeds and calendars",
    summary: `The ${feed.name} of one surface`,
    description: feed.description,
    at: SurfacePath,
    answers: [answerOf(feed)],
    refusals: ["unknown_surface"],
    examples: [
      {
        name: "surface",
        summary: `The ${feed.name} of one surface`,
        at: { id: APP.id },
        value: rendered(feed.path, APP.id),
      },
      {
        name: "unknown",
        summary: "A surface that does not exist",
        at: { id: "nope" },
        status: 404,
        value: refusalOf("unknown_surface", 'surface: "nope"'),
      },
    ],
  });

/** Every feed, of everything and of one surface. */
export const FEED_DOORS = FEED_WORDS.flatMap((feed) => [ofEverything(feed), ofSurface(feed)]);
