import { publicPage } from "@/app/_public/public-page";
import { type Copy, say } from "@/components/copy/say";
import type { ApiDocument } from "@/components/docs/api-document";
import { ApiPage } from "@/components/docs/api-page";
import description from "@/lib/generated/openapi.json";

const document = description as unknown as ApiDocument;

/** The public API, for readers; reads no database. */
const page = publicPage({
  path: () => "/docs/api",
  load: async () => ({ data: {}, content: null, validUntil: null, stale: false }),
  summary: (copy) => ({ title: say(copy, "frame.api"), description: say(copy, "frame.description"), image: null }),
  View: ({ copy }: { copy: Copy }) => <ApiPage copy={copy} document={document} />,
  style: "docs",
});

export default page;
export const generateMetadata = page.generateMetadata;
