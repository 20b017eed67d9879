import type { ChannelName } from "@/lib/core/notices/channels";

/** The hosts of the channels that have their own: a URL elsewhere is none of theirs. */
const HOSTS: Partial<Record<ChannelName, RegExp>> = {
  slack: /^hooks\.slack(?:-gov)?\.com$/,
  discord: /^(?:(?:ptb|canary)\.)?discord(?:app)?\.com$/,
  teams: /(?:^|\.)(?:logic\.azure\.(?:com|us)|api\.powerplatform\.com|api\.powerautomate\.com|webhook\.office\.com)$/,
  google_chat: /^chat\.googleapis\.com$/,
  push: /^(?:fcm\.googleapis\.com|jmt17\.google\.com|(?:[\w-]+\.)*push\.services\.mozilla\.com|(?:[\w-]+\.)*push\.apple\.com|(?:[\w-]+\.)*notify\.windows\.com)$/,
};

/** Whether a URL is one of the channel's own; any is where it has no hosts of its own. */
export const isOfChannel = (channel: ChannelName, url: string): boolean =>
  URL.canParse(url) && (HOSTS[channel]?.test(new URL(url).hostname) ?? true);
