import type { ReaderLanguage } from "@/lib/edge/language";
import { scriptHashes } from "@/lib/edge/script-hashes";

/** What the build has kept: its name, and the front page's shell by language, for readers who have not asked for one by name. */
export type BuiltShells = { build: string; shells: Readonly<Record<string, string>> };

/** A page as Next has rendered it, cut at the places that each answer fills, and the CSP sources of its scripts. */
export type Shell = { pieces: readonly [string, string, string, string]; scripts: readonly string[] };

/** What an answer fills in: a document, whose head goes into the shell's and whose body into the slot, and its data for the browser, as JSON. */
export type Filling = { document: string; data: { id: string; json: string } };

const HEAD_ENDS = "</head>";
/** Next's first script with data: with them the browser takes the page over, and by then it has to have ours. */
const DATA_BEGINS = "<script>(self.__next_f";

/** The shells of one page, each read or rendered when it is first asked for. */
export class Shells {
  private readonly known = new Map<string, Shell>();
  constructor(private readonly slot: string) {}

  /**
   * A language's shell, the same for as long as the build is: `made` gives its HTML. What is kept is the shell and not the promise of one,
   * which would never be kept if its request were given up.
   */
  async of({ language, isChosen }: ReaderLanguage, made: () => Promise<string>): Promise<Shell> {
    const name = `${language} ${isChosen}`;
    const known = this.known.get(name);
    if (known) return known;
    const shell = await shellOf(await made(), this.slot);
    this.known.set(name, shell);
    return shell;
  }
}

async function shellOf(html: string, slot: string): Promise<Shell> {
  const [before, behindHead] = cut(html, HEAD_ENDS);
  const [behind, behindSlot] = cut(behindHead, slot);
  const [end, scripts] = cut(behindSlot, DATA_BEGINS);
  return { pieces: [before, HEAD_ENDS + behind, end, DATA_BEGINS + scripts], scripts: await scriptHashes(html) };
}

/** The whole page. */
export function fillShell({ pieces }: Shell, { document, data }: Filling): string {
  const head = between(document, "<head>", HEAD_ENDS);
  const slot = between(document, "<body>", "</body>");
  const [before, behindHead, behindSlot, scripts] = pieces;
  const script = `<script type="application/json" id="${data.id}">${inScript(data.json)}</script>`;
  return before + head + behindHead + slot + behindSlot + script + scripts;
}

/** JSON that ends no script element and opens no comment. */
const inScript = (json: string): string => json.replaceAll("<", "\\u003c");

/** React escapes what it is given, so that no text in a document holds such a mark. */
const between = (text: string, open: string, close: string): string =>
  text.slice(text.indexOf(open) + open.length, text.lastIndexOf(close));

function cut(text: string, mark: string): [before: string, behind: string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`the shell has no ${mark}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
