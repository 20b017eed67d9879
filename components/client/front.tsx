import { LiveStatus } from "@/components/status/live-status";
import { hydratePage } from "./hydrate";

void hydratePage({ front: LiveStatus });
