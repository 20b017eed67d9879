import type { PartnerFeed } from "@/lib/schemas/registry";
import { FailedPoll } from "./reading";

/** Something that a partner's feed names. */
export type Named = { name: string; id?: string };

/** Whether the registry lists this component, by its exact name or its id; without a list, each matters. */
export function isListed({ components }: PartnerFeed, { id, name }: Named): boolean {
  return components === undefined || components.includes(name) || (id !== undefined && components.includes(id));
}

/** Whether an incident that names these touches a listed component; without a list it does, whatever it names. */
export function touchesListed(feed: PartnerFeed, named: readonly Named[]): boolean {
  return feed.components === undefined || named.some((component) => isListed(feed, component));
}

/** Whether operators should read of it: what names nothing moves no listed component, and may still concern us. */
export function mayTouchListed(feed: PartnerFeed, named: readonly Named[]): boolean {
  return named.length === 0 || touchesListed(feed, named);
}

/**
 * The components that matter to us, every one of a name that repeats.
 * @throws FailedPoll `component_vanished` when a listed one is gone, or there is none at all
 */
export function selectListed<Component extends Named>(feed: PartnerFeed, all: readonly Component[]): Component[] {
  const isThere = (wanted: string) => all.some(({ id, name }) => wanted === name || wanted === id);
  if (all.length === 0 || !(feed.components ?? []).every(isThere)) throw new FailedPoll("component_vanished");
  return all.filter((component) => isListed(feed, component));
}
