import type { Context } from "@/lib/context";

/** What each surface is called, by id, in the registry's order. */
export const namesOf = ({ registry }: Context): Record<string, string> =>
  Object.fromEntries(registry.entries.map(({ id, display_name: name }) => [id, name]));
