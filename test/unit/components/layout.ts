import type { PageLayout } from "@/lib/schemas/page-layout";

/** A page without groups, capabilities and a team of its own. */
export const PLAIN: PageLayout = { groups: [], team: [], capabilities: [] };
