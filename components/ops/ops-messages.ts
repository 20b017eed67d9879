import { messagesFor } from "@/components/messages/messages-for";

/** Operators read English: the public texts that they are shown are those of English readers. */
export const opsMessages = messagesFor("en");
