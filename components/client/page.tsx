import { HistoryPage } from "@/components/history/history-page";
import { IncidentPage } from "@/components/history/incident-page";
import { SurfacePage } from "@/components/history/surface-page";
import { MarketPage } from "@/components/market/market-page";
import { hydratePage } from "./hydrate";

void hydratePage({ history: HistoryPage, incident: IncidentPage, market: MarketPage, surface: SurfacePage });
