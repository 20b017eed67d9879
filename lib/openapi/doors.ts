import { ABOUT_DOORS } from "./about";
import { BADGE_DOORS } from "./badges";
import type { Door } from "./door";
import { FEED_DOORS } from "./feeds";
import { MAINTENANCE_DOORS } from "./maintenance";
import { OPERATION_DOORS } from "./operations";
import { STATUS_DOORS } from "./status";
import { STATUSPAGE_DOORS } from "./statuspage";
import { UPTIME_DOORS } from "./uptime";
import { WEBHOOK_DOORS } from "./webhooks";
import { WRITE_DOORS } from "./writes";

/** Every door that is open to all. */
export const PUBLIC_DOORS: readonly Door[] = [
  ...STATUS_DOORS,
  ...UPTIME_DOORS,
  ...FEED_DOORS,
  ...BADGE_DOORS,
  ...STATUSPAGE_DOORS,
  ...ABOUT_DOORS,
];

/** Every door that asks for a key. */
export const INTERNAL_DOORS: readonly Door[] = [
  ...WRITE_DOORS,
  ...MAINTENANCE_DOORS,
  ...OPERATION_DOORS,
  ...WEBHOOK_DOORS,
];
