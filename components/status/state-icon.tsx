import type { ReactNode } from "react";
import { STATES, type State } from "@/lib/core/engine/states";

/** One silhouette per state, so that shape alone tells them apart. */
const SHAPES: Record<State, ReactNode> = {
  OPERATIONAL: (
    <>
      <circle cx="10" cy="10" r="8.25" fill="currentColor" />
      <path d="m6.4 10.3 2.5 2.5 4.8-5.3" className="stroke-glyph" />
    </>
  ),
  DEGRADED: (
    <>
      <path
        d="M8.5 2.7a1.75 1.75 0 0 1 3 0l6.9 11.9a1.75 1.75 0 0 1-1.5 2.6H3.1a1.75 1.75 0 0 1-1.5-2.6Z"
        fill="currentColor"
      />
      <path d="M10 7v4.1M10 14v.1" className="stroke-glyph" />
    </>
  ),
  PARTIAL: (
    <>
      <rect x="4.1" y="4.1" width="11.8" height="11.8" rx="1.8" transform="rotate(45 10 10)" fill="currentColor" />
      <path d="M6.6 10h6.8" className="stroke-glyph" />
    </>
  ),
  DOWN: (
    <>
      <path
        d="M6.1 2.3a1 1 0 0 1 .7-.3h6.4a1 1 0 0 1 .7.3l3.8 3.8a1 1 0 0 1 .3.7v6.4a1 1 0 0 1-.3.7l-3.8 3.8a1 1 0 0 1-.7.3H6.8a1 1 0 0 1-.7-.3l-3.8-3.8a1 1 0 0 1-.3-.7V6.8a1 1 0 0 1 .3-.7Z"
        fill="currentColor"
      />
      <path d="m7.2 7.2 5.6 5.6m0-5.6-5.6 5.6" className="stroke-glyph" />
    </>
  ),
  MAINTENANCE: (
    <>
      <rect x="2" y="2" width="16" height="16" rx="4.5" fill="currentColor" />
      <path d="m6.2 13.8 4.3-4.3M12 5.3a2.8 2.8 0 1 0 2.7 2.7" className="stroke-glyph" />
    </>
  ),
  UNKNOWN: (
    <>
      <circle cx="10" cy="10" r="7.5" className="stroke-current" strokeDasharray="3.2 1.51" />
      <path d="M8 8.1a2.05 2.05 0 1 1 3.1 1.8c-.7.4-1.1.8-1.1 1.6m0 2.5v.1" className="stroke-current" />
    </>
  ),
};

/** The six silhouettes, once in each document: icons refer to them. */
export function StateShapes() {
  return (
    <svg aria-hidden="true" className="hidden">
      {STATES.map((state) => (
        <symbol key={state} id={state} viewBox="0 0 20 20">
          {SHAPES[state]}
        </symbol>
      ))}
    </svg>
  );
}

/** Decoration beside the state's words, which always stand with it. */
export function StateIcon({ state, className = "" }: { state: State; className?: string }) {
  return (
    <svg aria-hidden="true" data-state={state} className={className ? `icon ${className}` : "icon"}>
      <use href={`#${state}`} />
    </svg>
  );
}
