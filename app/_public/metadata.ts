import type { Metadata, Viewport } from "next";
import { linkTo } from "@/components/copy/link-to";
import { type Copy, say } from "@/components/copy/say";
import { feedLinks } from "@/components/history/feed-links";
import type { PageSummary } from "@/components/ui/page-summary";
import { SITE, tabTitle } from "@/components/ui/site";
import { SITE as ORIGIN } from "@/lib/public/site";
import { addressIn, LANGUAGES } from "@/lib/schemas/language";

/** What every page has in its head, a missing one too. */
export const SITE_METADATA = {
  metadataBase: new URL(ORIGIN),
  applicationName: SITE.name,
  formatDetection: { telephone: false, date: false, address: false, email: false },
  manifest: "/manifest.webmanifest",
  icons: { icon: [{ url: "/icon.svg", type: "image/svg+xml" }], apple: "/apple-touch-icon.png" },
} satisfies Metadata;

/** The two colours are `--canvas` of components/ui/tokens.css. */
export const VIEWPORT = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7f7f5" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1114" },
  ],
} satisfies Viewport;

/** The fields of Next's Metadata that our pages use. */
export type PageMetadata = Partial<typeof SITE_METADATA & ReturnType<typeof metadataOf>> & { robots?: string };

/** As Next writes it: the root without its slash. */
const absolute = (address: string): string => ORIGIN + address.replace(/^\/$/, "");

type Address = { path: string; query: Readonly<Record<string, string>> };

/** A public page's head. */
export function metadataOf(copy: Copy, { path, query }: Address, summary: PageSummary) {
  const { title, tab = title, description, image } = summary;
  const url = absolute(linkTo(copy, path, query));
  const alt = image
    ? say(copy, "meta.picture", { state: say(copy, `states.${image}`) })
    : say(copy, "meta.neutralPicture");
  const picture = `${ORIGIN}/og/${image?.toLowerCase() ?? "neutral"}.png`;
  const images = [{ url: picture, type: "image/png", width: 1200, height: 630, alt }];
  return {
    title: tabTitle(tab),
    description: say(copy, "frame.description"),
    alternates: { canonical: url, languages: languagesOf(path, query), types: feedsOf(copy, summary) },
    openGraph: { type: "website", siteName: SITE.name, url, title, description, images },
    twitter: { card: "summary_large_image" },
  } satisfies Metadata;
}

/** Every language's address of a page, for `hreflang`. */
export const languagesOf = (path: string, query: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ...Object.fromEntries(LANGUAGES.map((language) => [language, absolute(addressIn(language, path, query))])),
  "x-default": absolute(addressIn(LANGUAGES[0], path, query)),
});

function feedsOf(copy: Copy, { feeds }: PageSummary): Record<string, { url: string; title: string }[]> {
  const titleOf = (feed: string) =>
    feeds
      ? say(copy, "follow.surfaceFeedTitle", { surface: feeds.display_name, feed })
      : say(copy, "follow.feedTitle", { feed });
  return Object.fromEntries(
    feedLinks(copy, feeds?.id).map(({ href, name, type }) => [type, [{ url: ORIGIN + href, title: titleOf(name) }]]),
  );
}
