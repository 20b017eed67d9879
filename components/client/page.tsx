import { HistoryPage } from "@/components/history/history-page";
import { IncidentPage } from "@/components/history/incident-page";
import { SurfacePage } from "@/components/history/surface-page";
import { hydratePage } from "./hydrate";

void hydratePage({ history: HistoryPage, incident: IncidentPage, surface: SurfacePage });
