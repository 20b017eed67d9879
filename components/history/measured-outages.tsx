import { type Messages, t } from "@/components/messages/t";
import { durationText } from "@/components/status/age";
import { LocalTime } from "@/components/status/local-time";
import { StateIcon } from "@/components/status/state-icon";
import { TimeRange } from "@/components/status/time-range";
import type { Outage } from "@/lib/core/uptime/outages";
import { toPublicTime } from "@/lib/schemas/public-time";

type Props = { messages: Messages; outages: readonly Outage[]; now: number };

/** Outages that monitoring found and no incident explains (contract §2.11), newest first. */
export function MeasuredOutages({ messages, outages, now }: Props) {
  return (
    <section aria-labelledby="measured">
      <h2 id="measured" className="section-title mb-1">
        {t(messages, "measured.title")}
      </h2>
      <p className="mb-3 text-muted text-sm">{t(messages, "measured.about")}</p>
      <ul className="panel divide-y divide-line">
        {outages.map((outage) => (
          <MeasuredOutage key={outage.from} messages={messages} outage={outage} now={now} />
        ))}
      </ul>
    </section>
  );
}

type ItemProps = { messages: Messages; outage: Outage; now: number };

function MeasuredOutage({ messages, outage: { state, from, to }, now }: ItemProps) {
  const duration = durationText(messages, (to ?? now) - from);
  return (
    <li data-state={state} className="flex gap-3 px-4 py-3 text-sm sm:px-6">
      <StateIcon state={state} className="mt-0.5" />
      <div className="min-w-0 leading-6">
        <p className="flex flex-wrap gap-x-2.5">
          <span className="font-medium text-state-ink">
            {t(messages, "day.measured", { state: t(messages, `states.${state}`) })}
          </span>
          <span className="text-muted">{to === null ? t(messages, "active.lasting", { duration }) : duration}</span>
        </p>
        <p className="min-h-5 text-muted max-sm:min-h-10">
          {to === null ? (
            <>
              <span>{t(messages, "active.since")}</span>{" "}
              <LocalTime messages={messages} at={toPublicTime(from)} withUtc />
            </>
          ) : (
            <TimeRange messages={messages} from={toPublicTime(from)} to={toPublicTime(to)} now={now} />
          )}
        </p>
      </div>
    </li>
  );
}
