import type { ReactNode } from "react";
import type { PageMetadata, VIEWPORT } from "./metadata";

type Fields = {
  [Name in keyof PageMetadata]-?: (value: NonNullable<PageMetadata[Name]>, all: PageMetadata) => ReactNode;
};

/** Each field of Next's Metadata that our pages use, written as Next writes it. */
const FIELDS: Fields = {
  metadataBase: () => null,
  title: (title) => <title key="title">{title}</title>,
  description: (text) => named("description", text),
  applicationName: (name) => named("application-name", name),
  manifest: (href) => <link key="manifest" rel="manifest" href={href} />,
  robots: (rules) => named("robots", rules),
  referrer: (policy) => named("referrer", policy),
  formatDetection: (kinds) => {
    const refused = Object.keys(kinds).map((kind) => `${kind}=no`);
    return named("format-detection", refused.join(", "));
  },
  icons: ({ icon, apple }) => [
    ...icon.map(({ url, type }) => <link key={url} rel="icon" href={url} type={type} />),
    <link key={apple} rel="apple-touch-icon" href={apple} />,
  ],
  alternates: ({ canonical, languages, types }) => [
    <link key="canonical" rel="canonical" href={canonical} />,
    ...Object.entries(languages).map(([language, href]) => (
      <link key={language} rel="alternate" hrefLang={language} href={href} />
    )),
    ...Object.entries(types).flatMap(([type, links]) =>
      links.map(({ url, title }) => <link key={url} rel="alternate" href={url} title={title} type={type} />),
    ),
  ],
  openGraph: ({ siteName, images, ...plain }) => [
    ...Object.entries({ ...plain, site_name: siteName }).map(([name, text]) => property(`og:${name}`, text)),
    ...images.flatMap((image) => toPreviewImage("og:image", image).map(([name, text]) => property(name, text))),
  ],
  twitter: ({ card }, { openGraph }) => [named("twitter:card", card), ...(openGraph ? renderPreview(openGraph) : [])],
};

type OpenGraph = NonNullable<PageMetadata["openGraph"]>;
type PreviewImage = OpenGraph["images"][number];

const named = (name: string, text: string): ReactNode => <meta key={name} name={name} content={text} />;
const property = (name: string, text: string): ReactNode => <meta key={name} property={name} content={text} />;

const toPreviewImage = (prefix: string, { url, ...more }: PreviewImage): [name: string, text: string][] => [
  [prefix, url],
  ...Object.entries(more).map(([name, value]): [string, string] => [`${prefix}:${name}`, String(value)]),
];

/** Next repeats the Open Graph fields for X. */
const renderPreview = ({ title, description, images }: OpenGraph): ReactNode[] => [
  named("twitter:title", title),
  named("twitter:description", description),
  ...images.flatMap((image) => toPreviewImage("twitter:image", image).map(([name, text]) => named(name, text))),
];

/** A page's head. A field that has no writer here is an error: Next would write it, and the Worker would not. */
export function renderHead(metadata: PageMetadata, viewport: typeof VIEWPORT): ReactNode {
  return (
    <>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content={viewport.colorScheme} />
      {viewport.themeColor.map(({ media, color }) => (
        <meta key={media} name="theme-color" media={media} content={color} />
      ))}
      {Object.entries(metadata).map(([name, value]) => {
        const write = FIELDS[name as keyof PageMetadata] as
          | ((value: unknown, all: PageMetadata) => ReactNode)
          | undefined;
        if (!write) throw new Error(`app/_public/head.tsx does not know the metadata field ${name}`);
        return write(value, metadata);
      })}
    </>
  );
}
