"use client";

import { type ComponentProps, memo, useDeferredValue } from "react";
import { MarketLine } from "@/components/market/market-line";
import { type Messages, t } from "@/components/messages/t";
import { DayDetails } from "@/components/uptime/day-details";
import { UpcomingMaintenance } from "@/components/windows/upcoming-maintenance";
import type { PageLayout } from "@/lib/schemas/page-layout";
import { ActiveLists } from "./active-list";
import { STALE_AFTER_MS } from "./age";
import { Announcer } from "./announcer";
import { Freshness } from "./freshness";
import { GroupPanel } from "./group-panel";
import { HowWeMeasure } from "./how-we-measure";
import { OverallBanner } from "./overall-banner";
import type { PageData } from "./page-data";
import { PastIncidents } from "./past-incidents";
import { StaleNotice } from "./stale-notice";
import { describeTab, summarize } from "./summary";
import { useArrangement } from "./use-arrangement";
import { useClock } from "./use-clock";
import { type LiveStatus as LiveStatusData, useLiveStatus } from "./use-live-status";
import { useTab } from "./use-tab";

export type LiveData = {
  initial: PageData;
  layout: PageLayout;
  isDemo: boolean;
};

/** The front page: what is true now, which refreshes itself where scripts run, and what its signs mean. */
export function LiveStatus({ messages, initial, layout, isDemo }: { messages: Messages } & LiveData) {
  // What a refresh brings is shown in slices, between which the page answers.
  const live = useDeferredValue(useLiveStatus(initial, isDemo));
  return (
    <>
      <Board messages={messages} live={live} layout={layout} />
      <HowWeMeasure messages={messages} />
    </>
  );
}

type BoardProps = Pick<LiveData, "layout"> & { messages: Messages; live: LiveStatusData };

const Board = memo(function Board({ messages, live, layout }: BoardProps) {
  const { data, offsetMs, hasFailed, hasFetched } = live;
  const { arranged, cards, fresh, show } = useArrangement(data, layout);
  const summary = summarize(messages, data.surfaces, layout);
  const generatedMs = Date.parse(data.generated_at);
  const isOld = useClock((now) => now + offsetMs - generatedMs > STALE_AFTER_MS, false);
  // The reader's clock may be wrong: it is not judged by before the server's is known, or out of reach.
  const isStale = (hasFetched && isOld) || data.stale === true;
  const lastingTo = data.stale ? data.market_time.generated_at : data.generated_at;
  useTab(describeTab(messages, summary, isStale));
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
      <div className="sections">
        <div data-hold="" className="grid grid-cols-1">
          <OverallBanner messages={messages} summary={summary} isStale={isStale}>
            <MarketLine messages={messages} market={data.market_time} />
            <Freshness messages={messages} generatedAt={data.generated_at} offsetMs={offsetMs} hasFailed={hasFailed} />
          </OverallBanner>
        </div>
        <ActiveLists
          messages={messages}
          surfaces={data.surfaces}
          incidents={data.active_incidents}
          groups={cards}
          before={arranged.active_incidents}
          now={lastingTo}
        />
        <Groups messages={messages} data={data} layout={layout} arranged={arranged.surfaces} />
        <UpcomingMaintenance
          messages={messages}
          windows={data.windows}
          offsetMs={offsetMs}
          now={generatedMs}
          isFolded={cards.length > 0}
        />
        <PastIncidents
          messages={messages}
          incidents={data.incidents}
          isKnown={data.lists_known}
          isFolded={cards.length > 0}
        />
      </div>
      {fresh > 0 && (
        <button type="button" onClick={show} className="button fresh-button">
          {t(messages, "live.show", { count: fresh })}
        </button>
      )}
      <Announcer messages={messages} surfaces={data.surfaces} />
    </>
  );
});

type GroupsProps = Pick<LiveData, "layout"> & { messages: Messages; data: PageData; arranged: Arranged };
type Arranged = ComponentProps<typeof GroupPanel>["arranged"];

/** Every group, and the days behind its bars. */
function Groups({ messages, data, layout, arranged }: GroupsProps) {
  const history = { until: Date.parse(data.bars.until), surfaces: data.bars.surfaces };
  const common = { messages, surfaces: data.surfaces, arranged, history, now: Date.parse(data.generated_at) };
  return (
    <DayDetails messages={messages} history={history}>
      <div className="groups">
        {layout.groups.map((group) => (
          <GroupPanel key={group.id} group={group} {...common} />
        ))}
      </div>
    </DayDetails>
  );
}
