import type { PageTexts } from "@/lib/schemas/page-layout";
import { toPublicTime } from "@/lib/schemas/public-time";
import type { LiveData } from "./live-status";
import type { Incident, PageData } from "./page-data";
import { groupPast, isMaintenance, PAST_SHOWN, type PastGroup } from "./past-groups";

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
  incidents: ({ surface_id = "" }, at, texts) => ({
    ...{ surface_id: "", opened_at: "", resolved_at: "" },
    ...nameOf(surface_id, texts),
    public_note: at,
  }),
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

/** The fields that are times: in the HTML they are seconds from the page's own. */
const TIMES = new Set([
  ...["state_since", "last_checked_at", "maintenance_until", "last_update_at"],
  ...["opened_at", "resolved_at", "starts_at", "ends_at"],
]);

const mapTimes = (item: Fields, toOther: (time: unknown) => unknown): Fields =>
  Object.fromEntries(Object.entries(item).map(([key, value]) => [key, TIMES.has(key) ? toOther(value) : value]));

const toSeconds = (from: number) => (time: unknown) =>
  typeof time === "string" && toPublicTime(Date.parse(time)) === time ? (Date.parse(time) - from) / 1000 : time;

const toTime = (from: number) => (seconds: unknown) =>
  typeof seconds === "number" ? toPublicTime(from + seconds * 1000) : seconds;

type Columns = Readonly<Record<string, readonly unknown[]>>;

/** Rows as columns, which zip better; an empty object stands where a row has no such field. */
function toColumns(rows: readonly Fields[]): Columns {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => (name in row ? row[name] : {}))]));
}

function toRows(columns: Columns): Fields[] {
  const isThere = (value: unknown) => typeof value !== "object" || value === null || Array.isArray(value);
  const [first = []] = Object.values(columns);
  return first.map((_, i) =>
    Object.fromEntries(
      Object.entries(columns).flatMap(([name, { [i]: value }]) => (isThere(value) ? [[name, value]] : [])),
    ),
  );
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The page's data for its HTML: a third as long. */
export function packPage({ initial, layout, isDemo }: LiveData, texts: PageTexts): PackedPage {
  const packed: Record<string, unknown> = { ...shorten(initial) };
  const shortTime = toSeconds(Date.parse(initial.generated_at));
  for (const name of LISTS) {
    const items = (packed[name] as Item[]).map((item, at) => {
      const expected = expect(name, item, at, texts);
      const unexpected = Object.entries(item).filter(([key, value]) => !isSame(value, expected[key]));
      return mapTimes(Object.fromEntries(unexpected), shortTime);
    });
    packed[name] = toColumns(items);
  }
  return {
    initial: packed,
    ...(!isSame(layout, texts.layout) && { layout }),
    ...(isDemo && { isDemo }),
  };
}

/** Those that the lists of the past show in full; of each other story, which is counted only, its id and severity. */
function shortenPast(incidents: readonly Incident[], groups: readonly PastGroup[]): readonly Partial<Incident>[] {
  const ofMaintenance = Map.groupBy(groups, isMaintenance);
  const hidden = new Set([...ofMaintenance.values()].flatMap((list) => list.slice(PAST_SHOWN)));
  return incidents.flatMap((incident) => {
    const group = groups.find((each) => each.includes(incident));
    if (!group || !hidden.has(group)) return [incident];
    return group[0] === incident ? [{ id: incident.id, severity: incident.severity }] : [];
  });
}

const MARKET_TIMES = ["generated_at", "utc_now"];

/** The market's times where they are not the page's own, as on every page that is current. */
const withoutTime = (market: PageData["market_time"], at: string): Fields =>
  Object.fromEntries(Object.entries(market).filter(([key, time]) => time !== at || !MARKET_TIMES.includes(key)));

/** Without what the page does not show: notes of the past, which it compares only, are the place of the first alike. */
function shorten({ incidents, windows, bars, market_time, ...rest }: PageData): Fields {
  const past = shortenPast(incidents, groupPast(incidents, { toldIn: rest.told_in, open: rest.active_incidents }));
  const notes = past.map(({ public_note }) => public_note);
  return {
    ...rest,
    incidents: past.map((each) =>
      each.public_note === undefined ? each : { ...each, public_note: notes.indexOf(each.public_note) },
    ),
    windows: windows.filter(({ phase }) => phase === "scheduled"),
    market_time: withoutTime(market_time, rest.generated_at),
    bars: {
      until: bars.until,
      surfaces: toColumns(Object.entries(bars.surfaces).map(([id, each]) => ({ id, ...each }))),
    },
  };
}

/** What `packPage` was given, as far as the page shows it. */
export function unpackPage({ initial, layout, isDemo }: PackedPage, texts: PageTexts): LiveData {
  const data: Record<string, unknown> = { ...initial };
  const market = Object.fromEntries(MARKET_TIMES.map((key) => [key, initial.generated_at]));
  data.market_time = { ...market, ...(initial.market_time as Fields) };
  const { until, surfaces } = initial.bars as { until: string; surfaces: Columns };
  data.bars = { until, surfaces: Object.fromEntries(toRows(surfaces).map(({ id, ...each }) => [id, each])) };
  const fullTime = toTime(Date.parse(String(initial.generated_at)));
  for (const name of LISTS)
    data[name] = toRows(initial[name] as Columns).map((item, at) => ({
      ...expect(name, item, at, texts),
      ...mapTimes(item, fullTime),
    }));
  return { initial: data as PageData, layout: layout ?? texts.layout, isDemo: isDemo === true };
}
