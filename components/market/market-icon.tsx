import type { MarketTime } from "@/lib/schemas/public";

/** Full while the market trades, half around the session, empty while it is closed. */
export function MarketIcon({ state }: { state: MarketTime["market_state"] }) {
  return (
    <svg viewBox="0 0 12 12" fill="none" aria-hidden="true" className="size-3 shrink-0">
      <circle
        cx="6"
        cy="6"
        r="4.75"
        className="stroke-current"
        strokeWidth="1.5"
        fill={state === "open" ? "currentColor" : undefined}
      />
      {(state === "pre-market" || state === "after-hours") && (
        <path d="M6 1.25a4.75 4.75 0 0 0 0 9.5Z" fill="currentColor" />
      )}
    </svg>
  );
}
