import { type Messages, t } from "@/components/messages/t";
import { momentText, UTC } from "@/components/status/time-format";
import type { State } from "@/lib/core/engine/states";

/** What links to a page show of it. */
export type PageSummary = {
  title: string;
  /** The tab's own text, where it is another than the title. */
  tab?: string;
  description: string;
  /** The state on the preview image; null where the page has none. */
  image: State | null;
  /** The state on the tab's icon, where it is not the neutral one. */
  icon?: State;
  /** Whose feeds the page names: everything's, or a surface's. */
  feeds?: { id: string; display_name: string };
};

/** A description of what may change: previews outlive it, so it names its time. */
export const describeTime = (messages: Messages, at: string, text: string): string =>
  t(messages, "meta.asOf", { time: momentText(messages, at, UTC), text });
