import { copy } from "./copy";
import { LocalTime } from "./local-time";
import { StateIcon } from "./state-icon";

/** Says plainly that the page is old. The region is always there, so that its filling is announced. */
export function StaleNotice({ isStale, generatedAt }: { isStale: boolean; generatedAt: string }) {
  return (
    <div role="status">
      {isStale && (
        <div
          data-state="DEGRADED"
          className="mb-6 flex gap-3 rounded-xl border border-state-line bg-state-tint px-4 py-3 text-sm sm:px-5"
        >
          <StateIcon state="DEGRADED" />
          <div className="flex min-w-0 grow flex-wrap items-end justify-between gap-x-8 gap-y-1.5">
            <div>
              <p>
                <strong className="font-semibold">{copy.stale.title}</strong> {copy.stale.reason}
              </p>
              <p className="tabular-nums">
                {copy.stale.asOf} <LocalTime at={generatedAt} />
              </p>
            </div>
            <a href="/" className="link font-medium">
              {copy.stale.reload}
            </a>
          </div>
        </div>
      )}
    </div>
  );
}
