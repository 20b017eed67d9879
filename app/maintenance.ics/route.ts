import { serveFeed } from "@/app/_endpoints/feed";

/** Maintenance windows as a calendar. Below a surface's address, its part. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveFeed("maintenance.ics", {
  id: "Calendar",
  name: "calendar",
  description: "Maintenance windows as iCalendar. One that was cancelled stays, marked so.",
});
