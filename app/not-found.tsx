import { messagesFor } from "@/components/messages/messages-for";
import { Document } from "@/components/ui/document";
import { MissingPage } from "@/components/ui/missing-page";

/** Where Next itself finds no page: the Worker answers first, in the language of the address. */
export default function NotFound() {
  return (
    <Document language="en" isDemo={false}>
      <MissingPage messages={messagesFor("en")} signUp="none" />
    </Document>
  );
}
