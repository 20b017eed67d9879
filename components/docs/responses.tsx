import type { ResponseDoc } from "./api-document";
import { MediaList } from "./media";
import { Prose } from "./prose";
import type { SplitShapes } from "./split-shapes";

type Props = { responses: Readonly<Record<string, ResponseDoc>>; shapes: SplitShapes };

/** Every status that an operation answers with, and what stands in it. */
export function Responses({ responses, shapes }: Props) {
  return (
    <ul className="space-y-4">
      {Object.entries(responses).map(([status, { description, content = {} }]) => (
        <li key={status}>
          <p className="flex items-baseline gap-2">
            <span className="status">{status}</span>
            <span className="min-w-0">
              <Prose text={description} />
            </span>
          </p>
          <MediaList content={content} shapes={shapes} />
        </li>
      ))}
    </ul>
  );
}
