import { copyFor } from "@/components/copy/copy-for";
import { MissingPage } from "@/components/ui/missing-page";
import { readerLanguage } from "@/lib/http/reader";

export default async function NotFound() {
  return <MissingPage copy={copyFor(await readerLanguage())} />;
}
