import { serveFeed } from "@/app/_endpoints/feed";

/** Incidents as Atom, one entry each. Below a surface's address, its part. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveFeed("history.atom", {
  id: "Atom",
  name: "Atom",
  description:
    "One entry per incident, and per window that is planned or was cancelled, revised in place under an id that stays.",
});
