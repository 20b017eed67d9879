import type { PageTexts } from "@/lib/schemas/page-layout";
import type { LiveData } from "./live-status";
import type { PageData } from "./page-data";

type Fields = Readonly<Record<string, unknown>>;

/** What the front page shows, without what the browser knows from the registry's texts. */
export type PackedPage = { initial: Fields; layout?: LiveData["layout"]; isDemo?: true };

type Lists = "surfaces" | "incidents" | "active_incidents" | "windows";
type Item = PageData[Lists][number];

/** What an item of a list says unless it says otherwise. */
const EXPECTED: { [Name in Lists]: (item: PageData[Name][number], at: number, texts: PageTexts) => Fields } = {
  surfaces: ({ id }, _, { surfaces }) => ({
    ...surfaces[id],
    state: "OPERATIONAL",
    ticket_pending: false,
    public_note: null,
    last_checked_at: null,
    maintenance_until: null,
  }),
  incidents: ({ surface_id }, at, texts) => ({ ...nameOf(surface_id, texts), public_note: at }),
  active_incidents: ({ surface_id }, _, texts) => nameOf(surface_id, texts),
  windows: ({ surface_ids }, _, { surfaces }) => ({
    surface_display_names: surface_ids.map((id) => surfaces[id]?.display_name),
    public_note: null,
  }),
};

const nameOf = (id: string, { surfaces }: PageTexts) => ({ surface_display_name: surfaces[id]?.display_name });

const LISTS = Object.keys(EXPECTED) as Lists[];
const expect = (name: Lists, item: Fields, at: number, texts: PageTexts): Fields =>
  EXPECTED[name](item as never, at, texts);

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The page's data for its HTML: a third as long. */
export function packPage({ initial, layout, isDemo }: LiveData, texts: PageTexts): PackedPage {
  const packed: Record<string, unknown> = { ...shorten(initial) };
  for (const name of LISTS)
    packed[name] = (packed[name] as Item[]).map((item, at) => {
      const expected = expect(name, item, at, texts);
      return Object.fromEntries(Object.entries(item).filter(([key, value]) => !isSame(value, expected[key])));
    });
  return {
    initial: packed,
    ...(!isSame(layout, texts.layout) && { layout }),
    ...(isDemo && { isDemo }),
  };
}

/** Without what the page does not show: notes of the past, which it compares only, are the place of the first alike. */
function shorten({ incidents, windows, ...rest }: PageData): Fields {
  const notes = incidents.map(({ public_note }) => public_note);
  return {
    ...rest,
    incidents: incidents.map((each) => ({ ...each, public_note: notes.indexOf(each.public_note) })),
    windows: windows.filter(({ phase }) => phase === "scheduled"),
  };
}

/** What `packPage` was given, as far as the page shows it. */
export function unpackPage({ initial, layout, isDemo }: PackedPage, texts: PageTexts): LiveData {
  const data: Record<string, unknown> = { ...initial };
  for (const name of LISTS)
    data[name] = (initial[name] as Fields[]).map((item, at) => ({ ...expect(name, item, at, texts), ...item }));
  return { initial: data as PageData, layout: layout ?? texts.layout, isDemo: isDemo === true };
}
