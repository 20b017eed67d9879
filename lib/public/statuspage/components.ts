import { CATEGORIES, type Category, worstState } from "@/lib/engine/states";
import type { PublicSurface } from "@/lib/schemas/public";
import type { StatuspageComponent, StatuspageGroup } from "@/lib/schemas/statuspage";
import { COMPONENT_STATUS, FIRST_DAY, GROUP_NAMES, PAGE_ID, statuspageId, toStatuspageTime } from "./vocabulary";

/** Surfaces as components, by our id; positions count within the category. */
export function componentsById(surfaces: readonly PublicSurface[]): ReadonlyMap<string, StatuspageComponent> {
  return new Map(
    CATEGORIES.flatMap((category) =>
      inCategory(surfaces, category).map((surface, index) => [surface.id, componentOf(surface, index + 1)] as const),
    ),
  );
}

/** Each category as a group, its surfaces after it; a category without surfaces is no group. */
export function listComponents(surfaces: readonly PublicSurface[]): (StatuspageComponent | StatuspageGroup)[] {
  const byId = componentsById(surfaces);
  return CATEGORIES.flatMap((category, index) => {
    const members = inCategory(surfaces, category);
    const children = members.flatMap((surface) => byId.get(surface.id) ?? []);
    return members.length === 0 ? [] : [groupOf(category, members, index + 1), ...children];
  });
}

const inCategory = (surfaces: readonly PublicSurface[], category: Category): PublicSurface[] =>
  surfaces.filter((surface) => surface.category === category);

const componentOf = (surface: PublicSurface, position: number): StatuspageComponent => ({
  id: statuspageId("surface", surface.id),
  name: surface.display_name,
  status: COMPONENT_STATUS[surface.state],
  created_at: toStatuspageTime(FIRST_DAY),
  updated_at: toStatuspageTime(Date.parse(surface.state_since)),
  position,
  description: surface.public_description,
  showcase: true,
  start_date: null,
  group_id: statuspageId("group", surface.category),
  page_id: PAGE_ID,
  group: false,
  only_show_if_degraded: false,
});

const groupOf = (category: Category, members: readonly PublicSurface[], position: number): StatuspageGroup => ({
  id: statuspageId("group", category),
  name: GROUP_NAMES[category],
  status: COMPONENT_STATUS[worstState(members.map((surface) => surface.state))],
  created_at: toStatuspageTime(FIRST_DAY),
  updated_at: toStatuspageTime(Math.max(...members.map((surface) => Date.parse(surface.state_since)))),
  position,
  description: null,
  showcase: false,
  start_date: null,
  group_id: null,
  page_id: PAGE_ID,
  group: true,
  only_show_if_degraded: false,
  components: members.map((surface) => statuspageId("surface", surface.id)),
});
