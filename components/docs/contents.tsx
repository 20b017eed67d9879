import { type Chapter, toAnchor } from "./api-document";

/** A target of 44 px on a phone. */
const CHAPTER = "link inline-flex min-h-11 items-center font-medium lg:min-h-8";

/** The table of contents: chapters on a phone, every operation beside a wide page. */
export function Contents({ chapters }: { chapters: readonly Chapter[] }) {
  return (
    <nav
      aria-label="Contents"
      className="contents-list text-sm lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:overflow-y-auto"
    >
      <ul className="flex flex-wrap gap-x-6 lg:flex-col lg:gap-y-5 lg:pb-12">
        {chapters.map(({ name, endpoints }) => (
          <li key={name}>
            <a href={`#${toAnchor(name)}`} className={CHAPTER}>
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
          <a href="#shapes" className={CHAPTER}>
            Schemas
          </a>
        </li>
      </ul>
    </nav>
  );
}
