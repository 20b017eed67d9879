import { eachAlone, escapeMarkup, postToChat } from "./channel";

/** A space's webhook of Google Chat: a card, in one thread for each subject. */
export const googleChat = () =>
  eachAlone(({ end, title, text, url, link, thread }) => {
    const widgets = [
      { textParagraph: { text: escapeMarkup(text).replaceAll("\n", "<br>") } },
      { buttonList: { buttons: [{ text: link, onClick: { openLink: { url } } }] } },
    ];
    const card = { header: { title }, sections: [{ widgets }] };
    const body = { text: title, cardsV2: [{ cardId: "notice", card }], thread: { threadKey: thread } };
    const to = URL.parse(end.to);
    to?.searchParams.set("messageReplyOption", "REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD");
    return postToChat(to?.href ?? "", "google_chat", body);
  });
