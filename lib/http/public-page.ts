import type { Context, Scope } from "@/lib/context";
import { entityTag } from "@/lib/edge/entity-tag";
import { keepHeaders } from "@/lib/edge/keep";
import { type ReaderLanguage, toldLanguage } from "@/lib/edge/language";
import { POLICY, pagePolicy } from "@/lib/edge/security";
import { type Freshness, STATUS_TAG } from "@/lib/public/answers";
import { answerKept } from "./answer";
import { route } from "./handle";
import { type BuiltShells, type Filling, fillShell, Shells } from "./shell";

/** What a page tells: all of it that is news, its own time apart, and what is written into the shell for readers of a language. */
type Told = Freshness & { news: unknown; fill: (language: ReaderLanguage) => Filling };

/**
 * A public page whose shell Next renders and which is filled in for each answer: where `slot` stands, and in its head. Browsers
 * ask each time; a copy that was made of the same news less than a minute ago is confirmed, and nothing is rendered
 * (decisions 004 and 024). While the flag is off, Next answers alone.
 */
export function publicPage(slot: string, tell: (ctx: Context) => Promise<Told>) {
  const shells = new Shells(slot);
  return route({
    GET: async (request, ctx) => {
      const pages = pagesOf(ctx);
      if (!ctx.env.flag("FLAG_STATUS_PUBLIC_ENDPOINT")) return pages.render(request);
      const { news, fill, ...freshness } = await tell(ctx);
      const language = toldLanguage(request.headers);
      const built = readBuilt(pages.built);
      const etag = await entityTag(JSON.stringify([built.build, language, news]), ctx.now);
      const headers = keepHeaders({ maxAgeS: 0, tags: [STATUS_TAG], now: ctx.now, ...freshness });
      return answerKept(request, ctx, { headers, etag }, async () => {
        const kept = language.isChosen || ctx.env.flag("DEMO") ? undefined : built.shells[language.language];
        const shell = await shells.of(language, async () => kept ?? (await renderedShell(pages, request)));
        return new Response(fillShell(shell, fill(language)), {
          headers: { "Content-Type": HTML, [POLICY]: pagePolicy(shell.scripts) },
        });
      });
    },
  });
}

const HTML = "text/html; charset=utf-8";

async function renderedShell({ render }: Pages, request: Request): Promise<string> {
  const response = await render(request);
  if (!response.ok) throw new Error(`the shell is ${response.status}`);
  return response.text();
}

type Pages = NonNullable<Scope["pages"]>;

function pagesOf({ scope }: Context): Pages {
  if (!scope.pages) throw new Error("nobody renders pages here");
  return scope.pages;
}

let read: { json: string; built: BuiltShells } | null = null;

/** Read once for an isolate. */
function readBuilt(json: string): BuiltShells {
  if (read?.json !== json) read = { json, built: JSON.parse(json) as BuiltShells };
  return read.built;
}
