import { type Chapter, toAnchor } from "./api-document";

/** The table of contents: chapters on a phone, every operation beside a wide page. */
export function Contents({ chapters }: { chapters: readonly Chapter[] }) {
  return (
    <nav aria-label="Contents" className="text-sm lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:overflow-y-auto">
      <ul className="flex flex-wrap gap-x-6 gap-y-1 lg:flex-col lg:gap-y-5 lg:pb-6">
        {chapters.map(({ name, endpoints }) => (
          <li key={name}>
            <a href={`#${toAnchor(name)}`} className="link inline-block py-1 font-medium">
              {name}
            </a>
            <ul className="hidden text-muted lg:block">
              {endpoints.map(({ operation }) => (
                <li key={operation.operationId}>
                  <a href={`#${operation.operationId}`} className="inline-block rounded-sm py-1 hover:underline">
                    {operation.summary}
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
        <li>
          <a href="#shapes" className="link inline-block py-1 font-medium">
            Schemas
          </a>
        </li>
      </ul>
    </nav>
  );
}
