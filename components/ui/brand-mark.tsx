/** The site's mark: a signal that rises. Also the favicon, see `app/icon.svg`. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className="size-6 shrink-0">
      <rect width="24" height="24" rx="6.5" fill="currentColor" />
      <path
        d="M5.5 13h3l2.25-5 3.25 8.5L16 12h2.5"
        fill="none"
        className="stroke-canvas"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
