import { eachAlone, escapeMarkup, escapeWithin, postToChat } from "./channel";

/** The longest text that a section takes, with its link. */
const MOST = 2_900;

const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text, verbatim: true } });

/** An incoming webhook of Slack's. Escaped, no text can call a channel or hide a link. */
export const slack = () =>
  eachAlone(({ end, title, text, url, link }) => {
    const blocks = [
      section(`*${escapeWithin(title, MOST)}*`),
      section(`${escapeWithin(text, MOST - url.length)}\n<${url}|${escapeMarkup(link)}>`),
    ];
    return postToChat(end.to, "slack", { text: escapeMarkup(`${title} ${url}`), unfurl_links: false, blocks });
  });
