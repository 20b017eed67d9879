export const API = "/api/status/public";

/** The surface whose own addresses stand for every surface's. */
export const SURFACE = "app-raxx-app";

export const PAGES = ["/", "/de", "/history", "/ja/history", `/surfaces/${SURFACE}`];
export const V1 = ["", "/surfaces", "/incidents", "/maintenance", "/page", "/snapshot", "/uptime"].map(
  (path) => API + path,
);
export const FEEDS = ["", `/surfaces/${SURFACE}`].flatMap((of) =>
  ["history.atom", "history.rss", "feed.json", "maintenance.ics"].map((name) => `${of}/${name}`),
);
export const BADGES = ["/badge.svg", "/badge.json", `/badges/${SURFACE}.svg`, `/badges/${SURFACE}.json`];
export const STATUSPAGE = [
  ...["summary", "status", "components", "incidents", "incidents/unresolved", "scheduled-maintenances"],
  ...["scheduled-maintenances/upcoming", "scheduled-maintenances/active"],
].map((name) => `/api/v2/${name}.json`);

/** Every address that is made of what D1 holds. */
export const PUBLIC_READS = [...PAGES, ...V1, ...FEEDS, ...BADGES, "/embed", ...STATUSPAGE];
