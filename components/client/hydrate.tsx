import { type ReactNode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import type { Messages } from "@/components/messages/t";
import { ZoneProvider } from "@/components/status/use-zone";
import { PageHeader } from "@/components/ui/page-header";
import type { Language } from "@/lib/schemas/language";
import type { PageTexts } from "@/lib/schemas/page-layout";
import { ErrorBoundary } from "./error-boundary";
import { LATER, PAGE_DATA, type PageData, type ViewName } from "./page-data";

type Views = Partial<Record<ViewName, (props: never) => ReactNode>>;
/** A language's module (scripts/client.ts). */
type Texts = { default: Messages["texts"]; page: PageTexts };

/** Takes over what the server has rendered: the header, and the view of a page that has one to hydrate. */
export async function hydratePage(views: Views, unpack = (data: never, _: PageTexts): object => data): Promise<void> {
  const { language, path, signUp, messages: file, view } = JSON.parse(readText(PAGE_DATA)) as PageData;
  const [{ default: texts, page }] = await Promise.all([import(file) as Promise<Texts>, loadFormats(language)]);
  const messages: Messages = { language, texts };
  document.getElementById(LATER)?.setAttribute("media", "all");
  const hydrate = (id: string, content: ReactNode) => {
    const root = document.getElementById(id);
    if (!root) return;
    // As a transition React takes over in slices of 5 ms, between which the page answers.
    startTransition(() => {
      hydrateRoot(
        root,
        <ErrorBoundary messages={messages}>
          <ZoneProvider>{content}</ZoneProvider>
        </ErrorBoundary>,
      );
    });
  };
  const View = view && (views[view.name] as ((props: { messages: Messages }) => ReactNode) | undefined);
  if (View) hydrate("main", <View messages={messages} {...unpack(view.data as never, page)} />);
  hydrate("header", <PageHeader messages={messages} path={path} signUp={signUp} />);
}

/** A browser's first formatter loads the list of its languages, for 10 to 20 ms: in a task of its own, in which nothing is rendered. */
async function loadFormats(language: Language): Promise<void> {
  await nextTask();
  Intl.DateTimeFormat.supportedLocalesOf(language);
  await nextTask();
}

const nextTask = () => new Promise<void>((done) => setTimeout(done));

const readText = (id: string): string => document.getElementById(id)?.textContent ?? "";
