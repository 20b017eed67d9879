import { linkTo } from "@/components/copy/link-to";
import { type Copy, say } from "@/components/copy/say";
import { LocalTime } from "./local-time";
import { StateIcon } from "./state-icon";

type Props = { copy: Copy; isStale: boolean; generatedAt: string };

/** Says plainly that the page is old. The region is always there, so that its filling is announced. */
export function StaleNotice({ copy, isStale, generatedAt }: Props) {
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
                <strong className="font-semibold">{say(copy, "stale.title")}</strong> {say(copy, "stale.reason")}
              </p>
              <p className="tabular-nums">
                {say(copy, "stale.asOf")} <LocalTime copy={copy} at={generatedAt} />
              </p>
            </div>
            <a href={linkTo(copy, "/")} className="link font-medium">
              {say(copy, "stale.reload")}
            </a>
          </div>
        </div>
      )}
    </div>
  );
}
