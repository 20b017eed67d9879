import { feedLinks } from "./feed-links";
import { historyCopy } from "./history-copy";

type Props = { surface?: { id: string; display_name: string } };

/** What tells a reader's software of the feeds; React moves it into the head. */
export function FeedHead({ surface }: Props) {
  return feedLinks(surface?.id).map(({ href, name, type }) => (
    <link
      key={href}
      rel="alternate"
      type={type}
      href={href}
      title={historyCopy.follow.feedTitle(name, surface?.display_name)}
    />
  ));
}
