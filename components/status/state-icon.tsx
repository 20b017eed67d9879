import type { ReactNode } from "react";
import type { State } from "@/lib/core/engine/states";

const WRENCH =
  "M19 5.5a4.5 4.5 0 0 1-4.79 4.49c-.87-.06-1.81.13-2.37.8l-6.02 7.23a2.72 2.72 0 1 1-3.84-3.84l7.23-6.02c.67-.56.86-1.5.8-2.37a4.5 4.5 0 0 1 5.87-4.57c.33.1.39.5.15.75L13.34 4.66a.46.46 0 0 0-.11.49 3 3 0 0 0 1.62 1.62c.17.07.36.02.49-.11l2.69-2.69c.24-.24.65-.18.75.15.14.43.22.9.22 1.38Z";

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
      <path d={WRENCH} transform="translate(3.9 3.9) scale(.61)" className="fill-glyph" />
    </>
  ),
  UNKNOWN: (
    <>
      <circle cx="10" cy="10" r="7.5" className="stroke-current" strokeDasharray="3.2 1.51" />
      <path d="M8 8.1a2.05 2.05 0 1 1 3.1 1.8c-.7.4-1.1.8-1.1 1.6m0 2.5v.1" className="stroke-current" />
    </>
  ),
};

/** Decoration beside the state's words, which always stand with it. */
export function StateIcon({ state, className = "size-5" }: { state: State; className?: string }) {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      data-state={state}
      className={`shrink-0 text-state-icon ${className}`}
    >
      {SHAPES[state]}
    </svg>
  );
}
