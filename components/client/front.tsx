import { unpackPage } from "@/components/status/packed-page";
import { StatusPage } from "@/components/status/status-page";
import { hydratePage } from "./hydrate";

void hydratePage({ front: StatusPage }, unpackPage);
