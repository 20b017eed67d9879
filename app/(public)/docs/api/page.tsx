import { publicPage } from "@/app/_public/public-page";
import type { ApiDocument } from "@/components/docs/api-document";
import { ApiPage } from "@/components/docs/api-page";
import { type Messages, t } from "@/components/messages/t";
import description from "@/lib/generated/openapi.json";

const document = description as unknown as ApiDocument;

/** The public API, for readers; reads no database. */
const page = publicPage({
  path: () => "/docs/api",
  load: async () => ({ data: {}, content: null, validUntil: null, stale: false }),
  summary: (messages) => ({
    title: t(messages, "frame.api"),
    description: t(messages, "frame.description"),
    image: null,
  }),
  View: ({ messages }: { messages: Messages }) => <ApiPage messages={messages} document={document} />,
  style: "docs",
});

export default page;
export const generateMetadata = page.generateMetadata;
