import { KEYS } from "@/lib/http/credentials";
import { SITE } from "@/lib/public/site";
import type { Example } from "./docs";
import { type Operation, waysInto } from "./operation";

/** The path of an example's request, its parameters filled in. */
function fillPath(path: string, { params = {}, query = {} }: Example): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? name));
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
  return search ? `${filled}?${search}` : filled;
}

/** An example as a command that can be pasted: credentials come from the shell's variables. */
export function curlOf(operation: Operation, example: Example): string {
  const url = `${SITE}${fillPath(operation.path, example)}`;
  const keys = (waysInto(operation)?.[0] ?? []).map(
    (name) => `-H "${KEYS[name].header}: $${name === "signature" ? "SIGNATURE" : KEYS[name].secret}"`,
  );
  const body =
    example.body === undefined
      ? []
      : [`-H "Content-Type: application/json"`, `-d '${JSON.stringify(example.body).replaceAll("'", "'\\''")}'`];
  const method = operation.method === "GET" ? [] : [`-X ${operation.method}`];
  const request = `curl ${[...method, /[?&]/.test(url) ? `'${url}'` : url].join(" ")}`;
  return [request, ...keys, ...body].join(" \\\n  ");
}
