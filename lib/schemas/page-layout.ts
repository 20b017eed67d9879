import * as z from "zod";
import type { PublicSurface } from "./public";

/** A group of the front page; one without a label is a category and has that heading. `probed`: those of its surfaces that we probe. */
const LayoutGroup = z.strictObject({
  id: z.string(),
  label: z.string().optional(),
  surfaces: z.array(z.string()),
  probed: z.array(z.string()),
});
export type LayoutGroup = z.infer<typeof LayoutGroup>;

/** What a customer can do, with the ids of the surfaces that it needs. */
const LayoutCapability = z.strictObject({
  id: z.string(),
  label: z.string(),
  surfaces: z.array(z.string()),
  unavailable: z.string().optional(),
});
export type LayoutCapability = z.infer<typeof LayoutCapability>;

/** How the page is arranged, in one language: it follows the registry and never the state. `team`: the ids that only the team notices. */
export const PageLayout = z.strictObject({
  groups: z.array(LayoutGroup),
  team: z.array(z.string()),
  capabilities: z.array(LayoutCapability),
});
export type PageLayout = z.infer<typeof PageLayout>;

/** What a page shows of the registry, in one language; surfaces by id. */
export type PageTexts = {
  layout: PageLayout;
  surfaces: Readonly<Record<string, Pick<PublicSurface, "display_name" | "category" | "public_description">>>;
};
