import { readFileSync } from "node:fs";
import history from "../../app/(public)/history/page";
import incident from "../../app/(public)/incidents/[id]/page";
import front from "../../app/(public)/page";
import surface from "../../app/(public)/surfaces/[id]/page";
import { messagesFor } from "../../components/messages/messages-for";
import { MirrorNews } from "../../components/mirror/mirror-news";
import type { MirrorView } from "../../components/mirror/mirror-view";
import { FEEDS } from "../../lib/output/feeds/feeds";
import { statusResponse } from "../../lib/output/responses";
import { STATUSPAGE_ROUTES } from "../../lib/output/statuspage/routes";
import type { Context } from "../../lib/platform/context";
import type { PublicSnapshot } from "../../lib/schemas/fallback";
import { addressIn, LANGUAGES } from "../../lib/schemas/language";
import type { Registry } from "../../lib/schemas/registry";
import { readPublicHistory } from "../../lib/services/public/read-history";
import { readPublic } from "../../lib/services/public/read-page";
import { styleOf } from "../client";
import { inRoot } from "../root";
import { keepLists } from "./keep-lists";
import { type Files, fileOf, relink } from "./links";
import { SKEW_MS } from "./pull";
import { type Page, renderPage } from "./render-page";
import { snapshotContext } from "./snapshot-context";

/** The age at which a copy shows no states. */
const TRUST_MS = 15 * 60_000;
const MINUTE_MS = 60_000;

export type Copy = {
  snapshot: PublicSnapshot | null;
  registry: Registry;
  /** The site's own address, where everything is that the copy does not have. */
  origin: string;
  now: number;
  mirror: Omit<MirrorView, "asOf">;
  /** What the folder has of lists and incidents, for a run without a snapshot. */
  kept: ReadonlyMap<string, string>;
};

/** Every file of the copy, by its path. The same content gives the same bytes within a minute. */
export async function renderSite(copy: Copy): Promise<Map<string, string>> {
  const { snapshot, registry, origin, now } = copy;
  const asOf = snapshot?.taken_at ?? null;
  const isTrusted = asOf !== null && now - asOf < TRUST_MS && asOf - now <= SKEW_MS; // of a time to come nobody knows how old it is
  const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS; // what is not current is rendered as of this
  const isCurrent = isTrusted && !copy.mirror.isSilent && !snapshot?.stale;
  const at = isCurrent ? asOf : isTrusted ? Math.max(minute, asOf) : Math.max(minute, (asOf ?? 0) + TRUST_MS + 1);
  const from = (isTrusted ? asOf : minute) + TRUST_MS;
  const mirror = { ...copy.mirror, asOf };
  const moments = {
    now: { ctx: snapshotContext(snapshot, registry, at), isCurrent, mirror },
    old: {
      ctx: snapshotContext(snapshot, registry, Math.max(from, at) + 1),
      mirror: { ...mirror, measured: [] },
      from,
    },
  };
  const pages = listPages(snapshot, registry);
  const documents = await renderDocuments(moments.now.ctx, isCurrent);
  const files = snapshot === null ? keepLists(documents, copy.kept) : documents;
  const known = addressesOf(pages, [...files.keys()]);
  const icon = toDataUrl(readFileSync(inRoot("public", "icon.svg"), "utf8"));
  const sheet = await readSheet();
  for (const language of LANGUAGES) {
    const news = (view: MirrorView) => <MirrorNews messages={messagesFor(language)} mirror={view} />;
    for (const page of pages) {
      const html = await renderPage(page, moments, { language, origin, icon, sheet, news });
      const file = fileOf(addressIn(language, page.definition.path(page.id)));
      if (html !== null) files.set(file, relink(html, file, { files: known, origin }));
    }
  }
  return files;
}

function listPages(snapshot: PublicSnapshot | null, { surfaces }: Registry): Page[] {
  const ids = new Set(surfaces.map(({ id }) => id));
  const told = snapshot?.told.filter(({ surfaces }) => surfaces.some(({ id }) => ids.has(id))) ?? [];
  return [
    { definition: front.definition, id: "" },
    { definition: history.definition, id: "" },
    ...surfaces.map(({ id }) => ({ definition: surface.definition, id })),
    ...[...new Set(told.map(({ id }) => id))].map((id) => ({ definition: incident.definition, id })),
  ];
}

const addressesOf = (pages: readonly Page[], documents: readonly string[]): Files =>
  new Map([
    ...documents.map((file) => [`/${file}`, file] as const),
    ...LANGUAGES.flatMap((language) =>
      pages.map(({ definition, id }) => {
        const address = addressIn(language, definition.path(id));
        return [address, fileOf(address)] as const;
      }),
    ),
  ]);

/** What programs read: v1 whole, Statuspage's API, and Atom. */
async function renderDocuments(ctx: Context, isCurrent: boolean): Promise<Map<string, string>> {
  const view = await readPublic(ctx);
  const { stale: _, ...status } = view.status;
  const { body } = statusResponse(isCurrent ? { ...view, status, stale: false } : view);
  const { publicHistory } = await readPublicHistory(ctx);
  const statuspage = Object.entries(STATUSPAGE_ROUTES).map(
    ([route, toBody]) => [route, JSON.stringify(toBody({ ...publicHistory, stale: !isCurrent }))] as const,
  );
  return new Map([
    ...statuspage.map(([route, text]) => [`api/v2/${route}`, text] as const), // where a client of Statuspage asks
    ...statuspage.filter(([route]) => route === "summary.json"),
    ["status.json", JSON.stringify(body)],
    ["history.atom", FEEDS["history.atom"].render(publicHistory)],
  ]);
}

let sheet: ReturnType<typeof styleOf> | undefined;
/** The style of every page; compiling it takes seconds, so it is done once a process. */
const readSheet = () => (sheet ??= styleOf(inRoot("components", "mirror", "mirror.css")));

const toDataUrl = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;
