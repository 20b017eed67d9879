import { linkTo } from "@/components/copy/link-to";
import { type Copy, say } from "@/components/copy/say";

/** The way back: the front page, and the history where this page is a part of it. */
export function Trail({ copy, withHistory = false }: { copy: Copy; withHistory?: boolean }) {
  return (
    <nav aria-label={say(copy, "trail.label")} className="mb-4 text-sm">
      <ol className="flex flex-wrap gap-x-2 text-muted">
        <li>
          <a href={linkTo(copy, "/")} className="link inline-block py-1">
            {say(copy, "trail.status")}
          </a>
        </li>
        {withHistory && (
          <li className="flex gap-x-2">
            <span aria-hidden="true" className="py-1">
              /
            </span>
            <a href={linkTo(copy, "/history")} className="link inline-block py-1">
              {say(copy, "trail.history")}
            </a>
          </li>
        )}
      </ol>
    </nav>
  );
}
