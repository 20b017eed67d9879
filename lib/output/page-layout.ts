import { CATEGORIES } from "@/lib/core/engine/states";
import type { Language } from "@/lib/schemas/language";
import type { LayoutGroup, PageLayout, PageTexts } from "@/lib/schemas/page-layout";
import type { Capability, Group, SurfaceEntry, Translated } from "@/lib/schemas/registry";

/** The parts of the registry that arrange the page. */
type Registry = {
  entries: readonly SurfaceEntry[];
  groups: readonly Group[];
  capabilities: readonly Capability[];
};

/** The ids of the surfaces that only the team notices. */
export const teamSurfaces = ({ entries }: Pick<Registry, "entries">): string[] =>
  entries.filter(({ audience }) => audience === "team").map(({ id }) => id);

/** How the page is arranged in a language (contract §1.6). */
export const toPageLayout = (registry: Registry, language: Language): PageLayout => ({
  groups: toGroups(registry, language),
  team: teamSurfaces(registry),
  capabilities: registry.capabilities.map(({ id, label, surfaces, unavailable }) => ({
    id,
    label: translate(label, language),
    surfaces,
    ...(unavailable && { unavailable: translate(unavailable, language) }),
  })),
});

const translate = (text: Translated, language: Language): string => text[language] ?? text.en;

/** Surfaces without an `order` come last. */
const placeOf = ({ order }: SurfaceEntry): number => order ?? Number.MAX_SAFE_INTEGER;

/** Surfaces by group and, where they have none, by category; each in its `order`, then the file's. */
function toGroups({ entries, groups }: Registry, language: Language): LayoutGroup[] {
  const ordered = [...entries].sort((a, b) => placeOf(a) - placeOf(b));
  const idOf = ({ group, category }: SurfaceEntry) => group ?? category;
  const listed = [...groups.map(({ id }) => id), ...ordered.flatMap(({ group }) => group ?? []), ...CATEGORIES];
  return [...new Set(listed)].flatMap((id) => {
    const members = ordered.filter((entry) => idOf(entry) === id);
    const surfaces = members.map((entry) => entry.id);
    const probed = members.filter(({ probe_url }) => probe_url !== null).map((entry) => entry.id);
    const label = groups.find((group) => group.id === id)?.label;
    const isCategory = CATEGORIES.some((category) => category === id);
    if (surfaces.length === 0) return [];
    return [
      { id, surfaces, probed, ...(label ? { label: translate(label, language) } : isCategory ? {} : { label: id }) },
    ];
  });
}

/** What the page shows of the registry in a language: it is the same from one deployment to the next. */
export const toPageTexts = (registry: Registry, language: Language): PageTexts => ({
  layout: toPageLayout(registry, language),
  surfaces: Object.fromEntries(
    registry.entries.map(({ id, display_name, category, public_description }) => [
      id,
      { display_name, category, public_description },
    ]),
  ),
});
