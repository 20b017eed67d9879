"use client";

import { type ComponentProps, memo, useDeferredValue } from "react";
import { type Messages, t } from "@/components/messages/t";
import { UpcomingMaintenance } from "@/components/windows/upcoming-maintenance";
import { useWindows } from "@/components/windows/use-windows";
import type { PublicWindow } from "@/lib/schemas/maintenance";
import type { PageHistory } from "@/lib/schemas/public";
import { ActiveLists } from "./active-list";
import { STALE_AFTER_MS } from "./age";
import { Announcer } from "./announcer";
import { CategoryPanel } from "./category-panel";
import { Freshness } from "./freshness";
import { MarketTimeWidget } from "./market-time-widget";
import { OverallBanner } from "./overall-banner";
import type { PageData } from "./page-data";
import { PastIncidents } from "./past-incidents";
import { StaleNotice } from "./stale-notice";
import { summarize } from "./summary";
import { useClock } from "./use-clock";
import { type LiveStatus as LiveStatusData, useLiveStatus } from "./use-live-status";
import { useTab } from "./use-tab";

/** The whole page from one piece of data, which refreshes itself where scripts run. */
export type LiveData = { initial: PageData; history: PageHistory; windows: readonly PublicWindow[] };

export function LiveStatus({ messages, initial, history, windows }: { messages: Messages } & LiveData) {
  // What a refresh brings is shown in slices, between which the page answers.
  const live = useDeferredValue(useLiveStatus(initial));
  const current = useDeferredValue(useWindows(windows));
  return <Board messages={messages} live={live} history={history} windows={current} />;
}

type BoardProps = Pick<LiveData, "history" | "windows"> & { messages: Messages; live: LiveStatusData };

const Board = memo(function Board({ messages, live, history, windows }: BoardProps) {
  const { data, offsetMs, hasFailed, hasFetched } = live;
  const summary = summarize(messages, data.surfaces);
  const generatedMs = Date.parse(data.generated_at);
  const isOld = useClock((now) => now + offsetMs - generatedMs > STALE_AFTER_MS, false);
  // The reader's clock may be wrong: it is not judged by before the server's is known, or out of reach.
  const isStale = (hasFetched && isOld) || data.stale === true;
  const { headline, state } = summary;
  useTab(isStale ? t(messages, "banner.lastKnownTab", { text: headline }) : headline, isStale ? "UNKNOWN" : state);
  return (
    <>
      <StaleNotice
        messages={messages}
        path="/"
        isStale={isStale}
        generatedAt={data.generated_at}
        servedAt={data.market_time.generated_at}
        offsetMs={offsetMs}
      />
      <div className="grid grid-cols-1 gap-x-6 gap-y-10 lg:grid-cols-12 lg:grid-rows-[minmax(15rem,auto)] lg:gap-y-12">
        <div className="lg:col-span-7">
          <OverallBanner messages={messages} summary={summary} isStale={isStale}>
            <Freshness messages={messages} generatedAt={data.generated_at} offsetMs={offsetMs} hasFailed={hasFailed} />
          </OverallBanner>
        </div>
        <ActiveLists messages={messages} surfaces={data.surfaces} now={data.generated_at} />
        <div className="lg:col-span-5 lg:col-start-8 lg:row-start-1 lg:self-start">
          <MarketTimeWidget messages={messages} market={data.market_time} offsetMs={offsetMs} />
        </div>
        <Categories messages={messages} surfaces={data.surfaces} history={history} now={generatedMs} />
        <UpcomingMaintenance messages={messages} windows={windows} offsetMs={offsetMs} now={generatedMs} />
        <PastIncidents messages={messages} incidents={data.incidents} now={generatedMs} />
      </div>
      <Announcer messages={messages} surfaces={data.surfaces} />
    </>
  );
});

/** Raxx's services in one column, the others beside them. */
function Categories(props: Omit<ComponentProps<typeof CategoryPanel>, "category">) {
  return (
    <>
      <div className="empty:hidden lg:col-span-7">
        <CategoryPanel category="owned" {...props} />
      </div>
      <div className="space-y-10 empty:hidden lg:col-span-5 lg:space-y-12">
        <CategoryPanel category="upstream_3p" {...props} />
        <CategoryPanel category="downstream_3p" {...props} />
      </div>
    </>
  );
}
