import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import type { ReactNode } from "react";
import type { ViewName } from "@/components/client/page-data";
import { messagesFor } from "@/components/messages/messages-for";
import type { Messages } from "@/components/messages/t";
import { PageLayout } from "@/components/ui/page-layout";
import type { PageSummary } from "@/components/ui/page-summary";
import type { Freshness } from "@/lib/output/responses";
import type { Context } from "@/lib/platform/context";
import { addressIn, isLanguage, LANGUAGES, type Language } from "@/lib/schemas/language";
import type { SignUpOffer } from "@/lib/schemas/subscriptions";
import { findRedirect, knownQuery, type PageAddress, type Parameters } from "@/lib/server/find-route";
import { pageContext } from "@/lib/server/request-context";
import { findSignUpOffer } from "@/lib/services/subscriptions/list-offered";
import { toMetadata } from "./metadata";

/** What of its address a page reads: its id, where its path has one, the parameters that it knows, and its language. */
export type PageRequest = { id: string; query: Readonly<Record<string, string>>; language: Language };

/**
 * What a page shows, as JSON; `content` is all of it but its own time, of which the ETag is made. `movedTo` is the path, in English,
 * at which the same is shown, where that is another: so no second address makes a cached page.
 */
export type Loaded<Data> = Freshness & { data: Data; content: unknown; movedTo?: string | undefined };

type PageDataOf<Props> = NoInfer<Omit<Props, "messages">>;

/** Any public page, with its types erased. */
export type AnyPage = PublicPage<{ messages: Messages }>;

/** One public page. The Worker renders it from this before Next is entered; Next renders the same (docs/decisions/024). */
export type PublicPage<Props extends { messages: Messages }> = {
  /** Its path in English, of its id. */
  path: (id: string) => string;
  parameters?: Parameters;
  /** One D1 round trip; null where there is no such page. */
  load: (ctx: Context, request: PageRequest) => Promise<Loaded<PageDataOf<Props>> | null>;
  summary: (messages: Messages, data: PageDataOf<Props>) => PageSummary;
  View: (props: Props) => ReactNode;
  /** The view's name in components/client, where it is hydrated. */
  client?: ViewName;
  /** What the browser is handed, where that is shorter than what the view shows. */
  pack?: (data: PageDataOf<Props>, language: Language) => object;
  /** The style sheet in app/_public; "public" unless it needs another. */
  style?: string;
  /** Its address is somebody's own: no cache stores it, and nothing tells others of it. */
  isPrivate?: boolean;
};

/** What a private page's head says beside the usual. */
export const PRIVATE = { robots: "noindex", referrer: "no-referrer" } as const;

type Values = Record<string, string | string[] | undefined>;
type PageProps = { params: Promise<Values>; searchParams: Promise<Values> };

/** A page of Next's: its default export, with `generateMetadata` and the definition that the Worker reads. */
export function publicPage<Props extends { messages: Messages }>(definition: PublicPage<Props>) {
  const page = definition as unknown as AnyPage;
  async function renderInNext(props: PageProps) {
    const { address, query, loaded } = await open(page, props);
    const signUp = findSignUpOffer(pageContext());
    return renderContent(page, { ...address, query, signUp, data: loaded.data });
  }
  async function generateMetadata(props: PageProps): Promise<Metadata> {
    const { address, query, loaded } = await open(page, props);
    const messages = messagesFor(address.language);
    const metadata = toMetadata(
      messages,
      { ...address, query: page.isPrivate ? {} : query },
      page.summary(messages, loaded.data),
    );
    return { ...metadata, ...(page.isPrivate && PRIVATE) };
  }
  return Object.assign(renderInNext, { generateMetadata, definition: page });
}

type Content = PageAddress & { query: PageRequest["query"]; signUp: SignUpOffer; data: object };

/** The page within its frame, the same from Next and from the Worker. */
export function renderContent({ View }: AnyPage, { language, path, query, signUp, data }: Content): ReactNode {
  const messages = messagesFor(language);
  return (
    <PageLayout messages={messages} path={pathWithQuery(path, query)} signUp={signUp}>
      <View messages={messages} {...data} />
    </PageLayout>
  );
}

/** A page's path in English with the parameters that it knows: the same page in another language has them too. */
export const pathWithQuery = (path: string, query: PageRequest["query"]): string =>
  addressIn(LANGUAGES[0], path, query);

const LOADED = new WeakMap<Context, Promise<Loaded<object> | null>>();

/** What the page shows, read once a request; null where there is none, or while the flag is off. */
export function load(page: AnyPage, ctx: Context, request: PageRequest): Promise<Loaded<object> | null> {
  const isOn = ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT");
  const loaded = LOADED.get(ctx) ?? (isOn ? page.load(ctx, request) : Promise.resolve(null));
  LOADED.set(ctx, loaded);
  return loaded;
}

/** What Next needs of a page; what is not its one address is redirected there, as by the Worker. */
async function open(page: AnyPage, { params, searchParams }: PageProps) {
  const [{ lang, id: given }, values] = await Promise.all([params, searchParams]);
  const language = String(lang ?? LANGUAGES[0]);
  if (!isLanguage(language)) notFound();
  const id = String(given ?? "");
  const path = page.path(id);
  const url = new URL(lang === undefined ? path : `/${language}${path === "/" ? "" : path}`, "https://host");
  for (const [name, value] of Object.entries(values))
    for (const each of [value].flat()) url.searchParams.append(name, each ?? "");
  const redirect = findRedirect(url, page.parameters);
  if (redirect) permanentRedirect(redirect);
  const query = knownQuery(url.searchParams, page.parameters);
  const loaded = (await load(page, pageContext(), { id, query, language })) ?? notFound();
  if (loaded.movedTo !== undefined) permanentRedirect(addressIn(language, loaded.movedTo));
  return { address: { language, path }, query, loaded };
}
