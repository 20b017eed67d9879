import type { Metadata, Viewport } from "next";
import { feedLinks } from "@/components/history/feed-links";
import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import type { PageSummary } from "@/components/ui/page-summary";
import { SITE, stateIcon, tabTitle } from "@/components/ui/site";
import { SITE as ORIGIN } from "@/lib/output/site";
import { addressIn, LANGUAGES } from "@/lib/schemas/language";

function toIcons(url: string) {
  return { icon: [{ url, type: "image/svg+xml" }], apple: "/apple-touch-icon.png" };
}

/** What every page has in its head, a missing one too. */
export const SITE_METADATA = {
  metadataBase: new URL(ORIGIN),
  applicationName: SITE.name,
  formatDetection: { telephone: false, date: false, address: false },
  manifest: "/manifest.webmanifest",
  icons: toIcons("/icon.svg"),
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
export type PageMetadata = Partial<
  typeof SITE_METADATA & ReturnType<typeof toMetadata> & { robots: string; referrer: "no-referrer" }
>;

/** As Next writes it: the root without its slash. */
const absolute = (address: string): string => ORIGIN + address.replace(/^\/$/, "");

type Address = { path: string; query: Readonly<Record<string, string>> };

/** A public page's head. */
export function toMetadata(messages: Messages, { path, query }: Address, summary: PageSummary) {
  const { title, tab = title, description, image, icon } = summary;
  const url = absolute(linkTo(messages, path, query));
  const alt = image
    ? t(messages, "meta.picture", { state: t(messages, `states.${image}`) })
    : t(messages, "meta.neutralPicture");
  const imageUrl = `${ORIGIN}/og/${image?.toLowerCase() ?? "neutral"}.png`;
  const images = [{ url: imageUrl, type: "image/png", width: 1200, height: 630, alt }];
  return {
    title: tabTitle(tab),
    ...(icon && { icons: toIcons(stateIcon(icon)) }),
    description: t(messages, "frame.description"),
    alternates: { canonical: url, languages: listLanguages(path, query), types: listFeeds(messages, summary) },
    openGraph: { type: "website", siteName: SITE.name, url, title, description, images },
    twitter: { card: "summary_large_image" },
  } satisfies Metadata;
}

/** Every language's address of a page, for `hreflang`. */
export const listLanguages = (path: string, query: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ...Object.fromEntries(LANGUAGES.map((language) => [language, absolute(addressIn(language, path, query))])),
  "x-default": absolute(addressIn(LANGUAGES[0], path, query)),
});

function listFeeds(messages: Messages, { feeds }: PageSummary): Record<string, { url: string; title: string }[]> {
  const toTitle = (feed: string) =>
    feeds
      ? t(messages, "follow.surfaceFeedTitle", { surface: feeds.display_name, feed })
      : t(messages, "follow.feedTitle", { feed });
  return Object.fromEntries(
    feedLinks(messages, feeds?.id).map(({ href, name, type }) => [
      type,
      [{ url: ORIGIN + href, title: toTitle(name) }],
    ]),
  );
}
