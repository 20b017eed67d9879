import type { EndpointDoc, Operation } from "./api-document";
import { Breaks } from "./breaks";
import { Examples } from "./examples";
import { Parameters } from "./fields";
import { MediaList } from "./media";
import { Prose } from "./prose";
import { Responses } from "./responses";
import type { SplitShapes } from "./split-shapes";

type Props = { endpoint: EndpointDoc; shapes: SplitShapes };

/** One operation: where it is, what it takes and what it answers. */
export function OperationPanel({ endpoint: { method, path, operation }, shapes }: Props) {
  const { operationId: id, summary, description, parameters = [], requestBody } = operation;
  return (
    <article id={id} aria-labelledby={`title-${id}`} className="panel">
      <header className="border-line border-b px-4 py-4 sm:px-6">
        <h3 id={`title-${id}`} className="font-semibold">
          <a href={`#${id}`} className="rounded-sm hover:underline">
            {summary}
          </a>
        </h3>
        <p className="mt-2 flex items-baseline gap-2 font-mono text-sm">
          <span className="method">{method}</span>
          <span className="min-w-0">
            <Breaks text={path} />
          </span>
        </p>
        <CacheLife operation={operation} />
      </header>
      <div className="space-y-6 px-4 py-5 sm:px-6">
        <p className="max-w-prose">
          <Prose text={description} />
        </p>
        {parameters.length > 0 && (
          <div>
            <h4 className="part-title">Parameters</h4>
            <Parameters parameters={parameters} />
          </div>
        )}
        {requestBody && (
          <div>
            <h4 className="part-title">Body</h4>
            <MediaList content={requestBody.content} shapes={shapes} isRequest />
          </div>
        )}
        <div>
          <h4 className="part-title">Answers</h4>
          <Responses responses={operation.responses} shapes={shapes} />
        </div>
        <div className="space-y-4">
          <h4 className="part-title">Examples</h4>
          <Examples operation={operation} />
        </div>
      </div>
    </article>
  );
}

/** For how long caches keep it, and whose scripts may read it. */
function CacheLife({ operation }: { operation: Operation }) {
  const headers = operation.responses["200"]?.headers ?? {};
  const { const: only, enum: [usual] = [] } = headers["Cache-Control"]?.schema ?? {};
  const seconds = /max-age=(\d+)/.exec(String(only ?? usual))?.[1];
  const origin = headers["Access-Control-Allow-Origin"]?.schema.const;
  const facts = [
    seconds && `Kept for ${seconds} s`,
    origin && (origin === "*" ? "Readable from any site" : `Readable from ${origin}`),
  ].filter(Boolean);
  return facts.length > 0 && <p className="mt-2 text-muted text-sm">{facts.join(" · ")}</p>;
}
