import { type Copy, say } from "@/components/copy/say";
import { feedLinks } from "./feed-links";

type Props = { copy: Copy; surface?: { id: string; display_name: string } };

/** What tells a reader's software of the feeds; React moves it into the head. */
export function FeedHead({ copy, surface }: Props) {
  return feedLinks(copy, surface?.id).map(({ href, name, type }) => (
    <link
      key={href}
      rel="alternate"
      type={type}
      href={href}
      title={
        surface
          ? say(copy, "follow.surfaceFeedTitle", { surface: surface.display_name, feed: name })
          : say(copy, "follow.feedTitle", { feed: name })
      }
    />
  ));
}
