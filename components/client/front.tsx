import { LiveStatus } from "@/components/status/live-status";
import { unpackPage } from "@/components/status/packed-page";
import { hydratePage } from "./hydrate";

void hydratePage({ front: LiveStatus }, unpackPage);
