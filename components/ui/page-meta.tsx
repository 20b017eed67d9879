import { type Copy, say } from "@/components/copy/say";
import { momentText, UTC } from "@/components/status/time-format";
import type { State } from "@/lib/engine/states";
import { SITE as ORIGIN } from "@/lib/public/site";
import { LANGUAGES } from "@/lib/schemas/language";
import { SITE } from "./site";

type Props = {
  copy: Copy;
  title: string;
  description: string;
  /** The state that the picture shows; null where the page has none. */
  image: State | null;
  /** The page's own address on this site. */
  path: string;
};

/** What links to a page show of it, and the one address of its content; React moves it into the head. */
export function PageMeta({ copy, title, description, image, path }: Props) {
  const address = ORIGIN + path;
  const [plain] = address.split("?");
  const alt = image
    ? say(copy, "meta.picture", { state: say(copy, `states.${image}`) })
    : say(copy, "meta.neutralPicture");
  return (
    <>
      <link rel="canonical" href={address} />
      {LANGUAGES.map((language) => (
        <link key={language} rel="alternate" hrefLang={language} href={`${plain}?lang=${language}`} />
      ))}
      <link rel="alternate" hrefLang="x-default" href={plain} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={SITE.name} />
      <meta property="og:url" content={address} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:image" content={`${ORIGIN}/og/${image?.toLowerCase() ?? "neutral"}.png`} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta property="og:image:alt" content={alt} />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  );
}

/** A description of what may change: previews outlive it, so it says of when it is. */
export const asOf = (copy: Copy, at: string, text: string): string =>
  say(copy, "meta.asOf", { time: momentText(copy, at, UTC), text });
