import { eachAlone, postToChat } from "./channel";

/** The longest title and description of an embed. */
const [MOST_TITLE, MOST] = [250, 4_000];

/** A webhook of Discord's. `allowed_mentions` lets no text call anybody. */
export const discord = () =>
  eachAlone(({ end, title, text, url }) => {
    const embed = { title: title.slice(0, MOST_TITLE), description: text.slice(0, MOST), url };
    return postToChat(end.to, "discord", { embeds: [embed], allowed_mentions: { parse: [] } });
  });
