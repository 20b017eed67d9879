import { messagesFor } from "@/components/messages/messages-for";

/** The texts as an English reader has them. */
export const english = messagesFor("en");
