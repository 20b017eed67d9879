import config from "@/config/monitors.json";
import { Monitors } from "@/lib/schemas/monitors";

/** What the platform monitors look at. Read when a monitor runs: a mistake in the file fails that job, not the page. */
export const readMonitors = (): Monitors => Monitors.parse(config);
