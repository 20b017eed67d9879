import { eachAlone, postToChat } from "./channel";

/** A card reads some of Markdown: what would be a link or emphasis stays as written. */
const plain = (text: string): string => text.replace(/[\\[\]()*_~`]/g, "\\$&");

/** A workflow of Teams' that takes webhooks: an Adaptive Card. Its 202 says that the workflow began. */
export const teams = () =>
  eachAlone(({ end, title, text, url, link }) => {
    const body = [
      { type: "TextBlock", wrap: true, text: plain(title), weight: "Bolder", size: "Medium" },
      ...text.split("\n\n").map((part) => ({ type: "TextBlock", wrap: true, text: plain(part) })),
    ];
    const content = {
      $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
      type: "AdaptiveCard",
      version: "1.4",
      body,
      actions: [{ type: "Action.OpenUrl", title: link, url }],
    };
    const card = { contentType: "application/vnd.microsoft.card.adaptive", contentUrl: null, content };
    return postToChat(end.to, "teams", { type: "message", attachments: [card] });
  });
