import { posix } from "node:path";

/** The file of a page's address: `/de/history` is `de/history/index.html`. */
export const fileOf = (address: string): string => posix.join(`.${address}`, "index.html");

/** What of the site the copy has: its addresses, each with its file. */
export type Files = ReadonlyMap<string, string>;

/**
 * A document's links, made for the copy: to what it has, relative to the file, so that it works below any path and from any host; to
 * anything else, at the main host. Pictures are left out: they are the main host's, and could not turn UNKNOWN by themselves.
 */
export function relink(html: string, from: string, { files, origin }: { files: Files; origin: string }): string {
  const text = html.replace(/<img [^>]*>|<link rel="preload"[^>]*>/g, "");
  return text.replace(/ (href)="(\/[^"]*)"/g, (_, name: string, address: string) => {
    const [, path = "", rest = ""] = /^([^?#]*)(.*)$/.exec(address) ?? [];
    const file = rest.startsWith("?") ? undefined : files.get(path);
    if (file === undefined) return ` ${name}="${origin}${address}"`;
    return ` ${name}="${posix.relative(posix.dirname(from), file)}${rest}"`;
  });
}
