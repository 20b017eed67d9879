import type { ChannelName } from "@/lib/core/notices/channels";
import type { Context } from "@/lib/platform/context";
import type { SignUpOffer } from "@/lib/schemas/subscriptions";
import { isForCustomers } from "@/lib/services/operators/surface-alerts";
import { openChannels } from "./ends";

/** What somebody may subscribe to, and how. */
type Offered = {
  channels: readonly ChannelName[];
  surfaces: readonly { id: string; name: string }[];
  /** By which a browser knows whose pushes it takes; null where none are sent. */
  pushKey: string | null;
};

/** The channels that are configured, and the surfaces that customers notice. */
export function listOffered(ctx: Context): Offered {
  const channels = [...openChannels(ctx).keys()];
  const surfaces = ctx.registry.entries.filter(isForCustomers).map(({ id, display_name: name }) => ({ id, name }));
  return { channels, surfaces, pushKey: channels.includes("push") ? ctx.env.value("VAPID_PUBLIC_KEY") : null };
}

/** What every page's header offers, by what is configured. */
export function findSignUpOffer(ctx: Context): SignUpOffer {
  const channels = openChannels(ctx);
  if (channels.has("email")) return channels.has("push") ? "all" : "mail";
  return channels.has("push") ? "push" : "none";
}
