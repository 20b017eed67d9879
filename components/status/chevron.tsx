/** Turns when the `details` that it stands in opens. */
export function Chevron() {
  return (
    <svg viewBox="0 0 16 16" fill="none" aria-hidden="true" className="chevron size-4 shrink-0 text-muted">
      <path d="m4.5 6.25 3.5 3.5 3.5-3.5" className="stroke-current" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  );
}
