import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import type { AnyPage } from "../../app/_public/public-page";
import { messagesFor } from "../../components/messages/messages-for";
import { MirrorLayout } from "../../components/mirror/mirror-layout";
import type { MirrorView } from "../../components/mirror/mirror-view";
import { Document } from "../../components/ui/document";
import { tabTitle } from "../../components/ui/site";
import type { Context } from "../../lib/platform/context";
import type { Language } from "../../lib/schemas/language";
import { addressIn } from "../../lib/schemas/language";
import { SCRIPT } from "./when-old";

/** One page of the copy: which of the site's pages, of what. */
export type Page = { definition: AnyPage; id: string };

/** The parts of one rendering: what is shown now, and what once `from` (epoch ms) is past. */
export type Moments = {
  now: { ctx: Context; isCurrent: boolean; mirror: MirrorView };
  old: { ctx: Context; mirror: MirrorView; from: number };
};

/** The style of every page, and its source in the content security policy. */
type Sheet = { text: string; hash: string };

type Options = {
  language: Language;
  origin: string;
  icon: string;
  sheet: Sheet;
  news: (view: MirrorView) => ReactNode;
};

/** A page of the site as one file that needs nothing else; null where the copy does not have it. */
export async function renderPage({ definition, id }: Page, moments: Moments, options: Options): Promise<string | null> {
  const { language, origin } = options;
  const messages = messagesFor(language);
  const shown = await readData(definition, { ...moments.now, id, language });
  const later = await readData(definition, { ...moments.old, isCurrent: false, id, language });
  if (!shown || !later) return null;
  const path = definition.path(id);
  const view = (data: object, mirror: MirrorView) => (
    <>
      {path === "/" && options.news(mirror)}
      <definition.View messages={messages} {...data} />
    </>
  );
  const title = (data: object) => {
    const summary = definition.summary(messages, data as never);
    return tabTitle(summary.tab ?? summary.title);
  };
  const old = (
    <template id="when-old" data-from={moments.old.from} data-title={title(later)}>
      {view(later, moments.old.mirror)}
    </template>
  );
  const body = (
    <MirrorLayout messages={messages} path={path} mirror={moments.now.mirror} origin={origin} old={old}>
      {view(shown, moments.now.mirror)}
    </MirrorLayout>
  );
  const canonical = origin + addressIn(language, path).replace(/^\/$/, "");
  return renderDocument({
    language,
    title: title(shown),
    canonical,
    icon: options.icon,
    sheet: options.sheet,
    body,
  });
}

type Reading = { ctx: Context; isCurrent: boolean; id: string; language: Language };

/** What the page shows. The copy of a page that answers is current as of its time, so it is not marked as what the database did not give. */
async function readData(page: AnyPage, { ctx, isCurrent, id, language }: Reading): Promise<object | null> {
  const loaded = await page.load(ctx, { id, query: {}, language });
  if (!loaded || !isCurrent) return loaded?.data ?? null;
  const data: { initial?: { stale?: true }; fallback?: object | null } = loaded.data;
  const { stale: _, ...initial } = data.initial ?? {};
  return { ...data, ...(data.initial && { initial }), ...("fallback" in data && { fallback: null }) };
}

type Parts = {
  language: Language;
  title: string;
  canonical: string;
  icon: string;
  sheet: Sheet;
  body: ReactNode;
};

function renderDocument({ language, title, canonical, icon, sheet, body }: Parts): string {
  const policy = [
    "default-src 'none'",
    `script-src ${SCRIPT.hash}`,
    `style-src ${sheet.hash}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const head = (
    <>
      <meta charSet="utf-8" />
      <meta httpEquiv="Content-Security-Policy" content={policy} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      <meta name="referrer" content="no-referrer" />
      <title>{title}</title>
      <link rel="canonical" href={canonical} />
      <link rel="icon" type="image/svg+xml" href={icon} />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own style sheet */}
      <style dangerouslySetInnerHTML={{ __html: sheet.text }} />
    </>
  );
  const html = renderToString(
    <Document language={language} isDemo={false} head={head}>
      {body}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own script, which the policy names by its hash */}
      <script dangerouslySetInnerHTML={{ __html: SCRIPT.text }} />
    </Document>,
  );
  return `<!DOCTYPE html>${html}`;
}
