import { copyFor } from "@/components/copy/copy-for";
import { Document } from "@/components/ui/document";
import { MissingPage } from "@/components/ui/missing-page";

/** Where Next itself finds no page: the Worker answers first, in the language of the address. */
export default function NotFound() {
  return (
    <Document language="en" isDemo={false}>
      <MissingPage copy={copyFor("en")} />
    </Document>
  );
}
