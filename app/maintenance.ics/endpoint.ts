import { feedEndpoint } from "@/lib/http/endpoint";

export const endpoint = feedEndpoint({
  id: "Calendar",
  name: "calendar",
  description: "Maintenance windows as iCalendar. One that was cancelled stays, marked so.",
});
