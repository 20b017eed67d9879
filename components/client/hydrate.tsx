import type { ReactNode } from "react";
import { hydrateRoot } from "react-dom/client";
import type { Copy } from "@/components/copy/say";
import { PageFooter } from "@/components/ui/page-footer";
import { ErrorBoundary } from "./error-boundary";
import { PAGE_DATA, type PageData, type ViewName } from "./page-data";

type Views = Partial<Record<ViewName, (props: never) => ReactNode>>;

/** Takes over what the server has rendered: the footer, and the view of a page that has one to hydrate. */
export async function hydratePage(views: Views): Promise<void> {
  const { language, path, messages: file, view } = JSON.parse(textOf(PAGE_DATA)) as PageData;
  const { default: messages } = (await import(file)) as { default: Copy["messages"] };
  const copy: Copy = { language, messages };
  const hydrate = (id: string, content: ReactNode) => {
    const root = document.getElementById(id);
    if (root) hydrateRoot(root, <ErrorBoundary copy={copy}>{content}</ErrorBoundary>);
  };
  const View = view && (views[view.name] as ((props: { copy: Copy }) => ReactNode) | undefined);
  if (View) hydrate("main", <View copy={copy} {...view.data} />);
  hydrate("footer", <PageFooter copy={copy} path={path} />);
}

const textOf = (id: string): string => document.getElementById(id)?.textContent ?? "";
