import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { LATER, PAGE_DATA, type PageData } from "@/components/client/page-data";
import { linkTo } from "@/components/messages/link-to";
import { messagesFor } from "@/components/messages/messages-for";
import { Document } from "@/components/ui/document";
import { MissingPage } from "@/components/ui/missing-page";
import client from "@/lib/generated/client.json";
import type { Context } from "@/lib/platform/context";
import type { Language } from "@/lib/schemas/language";
import type { SignUpOffer } from "@/lib/schemas/subscriptions";
import { cachedPage, htmlResponse } from "@/lib/server/cache/cached-response";
import { findRedirect, knownQuery, type PageAddress, readPageAddress } from "@/lib/server/find-route";
import { findSignUpOffer } from "@/lib/services/subscriptions/list-offered";
import { renderHead } from "./head";
import { type PageMetadata, SITE_METADATA, toMetadata, VIEWPORT } from "./metadata";
import { type AnyPage, load, PRIVATE, pathWithQuery, renderContent } from "./public-page";

/** A page.tsx that `publicPage` made. */
type PageModule = { default: { definition: AnyPage } };

/** A page.tsx that `publicPage` made, null where there is none. */
type Call = { module: unknown; params: { id?: string }; request: Request; ctx: Context };

/** A public page as a whole document, rendered before Next is entered (docs/decisions/024). */
export async function renderPage({ module, params: { id = "" }, request, ctx }: Call): Promise<Response> {
  const url = new URL(request.url);
  if (!module) return renderMissing(ctx, readPageAddress(url).language);
  const page = (module as PageModule).default.definition;
  const redirect = findRedirect(url, page.parameters);
  if (redirect) return redirectTo(redirect);
  const { language } = readPageAddress(url);
  const query = knownQuery(url.searchParams, page.parameters);
  const loaded = await load(page, ctx, { id, query, language });
  if (!loaded) return renderMissing(ctx, language);
  const { data, content, movedTo, ...freshness } = loaded;
  const address = { language, path: page.path(id) };
  const signUp = findSignUpOffer(ctx);
  if (movedTo !== undefined) return redirectTo(linkTo({ language }, movedTo));
  const render = () => {
    const messages = messagesFor(language);
    const canonical = { ...address, query: page.isPrivate ? {} : query };
    const metadata = {
      ...SITE_METADATA,
      ...toMetadata(messages, canonical, page.summary(messages, data)),
      ...(page.isPrivate && PRIVATE),
    };
    const body = renderContent(page, { ...address, query, signUp, data });
    const view = page.client && { name: page.client, data: page.pack?.(data, language) ?? data };
    const path = pathWithQuery(address.path, query);
    const isDemo = ctx.env.flag("DEMO");
    return renderDocument({ language, path, signUp, isDemo, metadata, body, style: page.style, view });
  };
  if (page.isPrivate) return htmlResponse(render());
  return cachedPage(ctx, { request, content: [client.build, address, query, signUp, content], ...freshness }, render);
}

const redirectTo = (address: string): Response => new Response(null, { status: 308, headers: { Location: address } });

/** 404, in the language of the address. */
function renderMissing(ctx: Context, language: Language): Response {
  const metadata = { ...SITE_METADATA, robots: "noindex" };
  const signUp = findSignUpOffer(ctx);
  const body = <MissingPage messages={messagesFor(language)} signUp={signUp} />;
  const page = { language, path: "/", signUp, isDemo: ctx.env.flag("DEMO"), metadata, body };
  return htmlResponse(renderDocument(page), 404);
}

type Parts = PageAddress & {
  signUp: SignUpOffer;
  isDemo: boolean;
  metadata: PageMetadata;
  body: ReactNode;
  style?: string | undefined;
  view?: PageData["view"] | undefined;
};

function renderDocument({ language, path, signUp, isDemo, metadata, body, style = "public", view }: Parts) {
  const sheet = named(client.styles, style);
  const { src, imports } = named(client.entries, view?.name === "front" ? "front" : "page");
  const messages = named(client.messages, language);
  const json: PageData = { language, path, signUp, messages, ...(view && { view }) };
  const head = (
    <>
      {renderHead(metadata, VIEWPORT)}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own style sheet */}
      <style dangerouslySetInnerHTML={{ __html: sheet.text }} />
      {/* For paper at first: so nothing waits for it. Scripts have it count for the screen too. */}
      {style === "front" && <link id={LATER} rel="stylesheet" media="print" href={client.later} />}
      {style === "front" && (
        <noscript>
          <link rel="stylesheet" href={client.later} />
        </noscript>
      )}
      <script
        defer
        src={client.start}
        data-run={src}
        data-also={[...imports, messages].join(" ")}
        fetchPriority="low"
      />
    </>
  );
  const html = renderToString(
    <Document language={language} isDemo={isDemo} head={head}>
      {body}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: JSON without a `<` */}
      <script type="application/json" id={PAGE_DATA} dangerouslySetInnerHTML={{ __html: inScript(json) }} />
    </Document>,
  );
  return { html: `<!DOCTYPE html>${html}`, style: sheet.hash };
}

/** JSON that ends no script element and opens no comment. */
const inScript = (json: object): string => JSON.stringify(json).replaceAll("<", "\\u003c");

function named<T>(table: Readonly<Record<string, T>>, name: string): T {
  const found = table[name];
  if (found === undefined) throw new Error(`The client build has no ${name}`);
  return found;
}
