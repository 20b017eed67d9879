import { feedEndpoint } from "@/lib/http/endpoint";

export const endpoint = feedEndpoint({
  id: "Atom",
  name: "Atom",
  description: "One entry per incident, revised in place under an id that stays.",
});
