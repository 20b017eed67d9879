import { messagesFor } from "@/components/messages/messages-for";

/** The public texts in English: operators' pages have no other language. */
export const opsMessages = messagesFor("en");
