import { Trail } from "@/components/history/trail";
import { type Messages, t } from "@/components/messages/t";
import { type ApiDocument, type Chapter, toAnchor, toChapters } from "./api-document";
import { Contents } from "./contents";
import { OperationPanel } from "./operation-panel";
import { Prose } from "./prose";
import { SharedShapes } from "./shapes";
import { type SplitShapes, splitShapes } from "./split-shapes";

/** The public API for readers, made of the same document that tools read: English, as the document is. */
export function ApiPage({ messages, document }: { messages: Messages; document: ApiDocument }) {
  const chapters = toChapters(document);
  const shapes = splitShapes(document);
  return (
    <>
      <link rel="service-desc" type="application/json" href="/api/openapi.json" />
      <Trail messages={messages} />
      <h1 className="text-balance font-semibold text-headline">{t(messages, "frame.api")}</h1>
      <div lang="en">
        <p className="mt-3 max-w-prose">
          <Prose text={document.info.description} />
        </p>
        <p className="mt-3">
          <a href="/api/openapi.json" className="link inline-block py-1">
            The same for tools: OpenAPI 3.1
          </a>
        </p>
        <div className="mt-8 gap-x-12 space-y-8 lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] lg:items-start lg:space-y-0">
          <Contents chapters={chapters} />
          <div className="min-w-0 space-y-12">
            {chapters.map((chapter) => (
              <ChapterPart key={chapter.name} chapter={chapter} shapes={shapes} />
            ))}
            <SharedShapes shapes={shapes.shared} />
          </div>
        </div>
      </div>
    </>
  );
}

type ChapterProps = { chapter: Chapter; shapes: SplitShapes };

function ChapterPart({ chapter: { name, description, endpoints }, shapes }: ChapterProps) {
  const anchor = toAnchor(name);
  return (
    <section aria-labelledby={anchor}>
      <h2 id={anchor} className="section-title">
        {name}
      </h2>
      <p className="mt-1 mb-3 max-w-prose text-muted">
        <Prose text={description} />
      </p>
      <div className="space-y-4">
        {endpoints.map((endpoint) => (
          <OperationPanel key={endpoint.operation.operationId} endpoint={endpoint} shapes={shapes} />
        ))}
      </div>
    </section>
  );
}
