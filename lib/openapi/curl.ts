import { SITE } from "@/lib/public/site";
import type { Door, Example } from "./door";
import { KEYS } from "./keys";

/** The path that an example asks for, its parameters filled in. */
function pathOf({ path }: Pick<Door, "path">, { at = {}, query = {} }: Example): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(at[name] ?? name));
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
  return search ? `${filled}?${search}` : filled;
}

/** An example as a command that can be pasted: keys come from the shell's variables. */
export function curlOf(door: Door, example: Example): string {
  const url = `${SITE}${pathOf(door, example)}`;
  const keys = (door.keys?.[0] ?? []).map((name) => `-H "${KEYS[name].header}: $${KEYS[name].variable}"`);
  const body =
    example.body === undefined
      ? []
      : [`-H "Content-Type: application/json"`, `-d '${JSON.stringify(example.body).replaceAll("'", "'\\''")}'`];
  const method = door.method === "get" ? [] : [`-X ${door.method.toUpperCase()}`];
  const asked = `curl ${[...method, /[?&]/.test(url) ? `'${url}'` : url].join(" ")}`;
  return [asked, ...keys, ...body].join(" \\\n  ");
}
