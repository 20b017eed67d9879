import { historyCopy } from "./history-copy";

/** The way back: the front page, and the history where this page is a part of it. */
export function Trail({ withHistory = false }: { withHistory?: boolean }) {
  return (
    <nav aria-label={historyCopy.trail.label} className="mb-4 text-sm">
      <ol className="flex flex-wrap gap-x-2 text-muted">
        <li>
          <a href="/" className="link inline-block py-1">
            {historyCopy.trail.status}
          </a>
        </li>
        {withHistory && (
          <li className="flex gap-x-2">
            <span aria-hidden="true" className="py-1">
              /
            </span>
            <a href="/history" className="link inline-block py-1">
              {historyCopy.trail.history}
            </a>
          </li>
        )}
      </ol>
    </nav>
  );
}
