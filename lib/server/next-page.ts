import { sha256 } from "./cache/cache-headers";
import { POLICY, pagePolicy } from "./security-headers";

/**
 * A page rendered by Next, with a policy that names the inline scripts found in its bytes. It is never cached. What Next streams,
 * pages and the data that its browser code asks for, is small and is sent whole: streamed chunks have been seen torn on workerd.
 */
export async function nextPage(response: Response): Promise<Response> {
  if (isData(response)) return new Response(response.body && (await response.arrayBuffer()), response);
  if (!isPage(response)) return response;
  const html = await response.text();
  const headers = new Headers(response.headers);
  headers.set(POLICY, pagePolicy({ scripts: await scriptHashes(html) }));
  headers.set("Cache-Control", "no-store");
  return new Response(response.body && html, { status: response.status, headers });
}

const isPage = ({ headers }: Response): boolean =>
  (headers.get("Content-Type") ?? "").startsWith("text/html") && !headers.has(POLICY);

const isData = ({ headers }: Response): boolean => (headers.get("Content-Type") ?? "").startsWith("text/x-component");

/** Script elements without attributes. */
const INLINE_SCRIPT = /<script>(.*?)<\/script>/gs;

/** The two statements that Next writes as inline scripts: an array is created, and data is pushed onto it. */
const BEGIN = "(self.__next_f=self.__next_f||[]).push([0])";
const PUSH = "self.__next_f.push(";
const PUSH_END = ")";

/** CSP sources (`'sha256-…'`) of the inline scripts that have Next's own shapes; the browser refuses any other. */
async function scriptHashes(html: string): Promise<string[]> {
  const texts = new Set([...html.matchAll(INLINE_SCRIPT)].map(([, text = ""]) => text));
  return Promise.all([...texts].filter(isOwnScript).map(toSource));
}

/** Whether a script only passes data to React: Next's two statements, with JSON arguments. */
export function isOwnScript(text: string): boolean {
  if (text === BEGIN) return true;
  const push = text.startsWith(`${BEGIN};`) ? text.slice(BEGIN.length + 1) : text;
  const isCall = push.startsWith(PUSH) && push.endsWith(PUSH_END);
  return isCall && !push.includes("<") && isFlightChunk(push.slice(PUSH.length, -PUSH_END.length));
}

/** `[1, text]`, `[2, a form's state]` or `[3, bytes as base64]`. */
function isFlightChunk(json: string): boolean {
  try {
    const chunk: unknown = JSON.parse(json);
    if (!Array.isArray(chunk) || chunk.length !== 2) return false;
    return chunk[0] === 2 || ((chunk[0] === 1 || chunk[0] === 3) && typeof chunk[1] === "string");
  } catch {
    return false;
  }
}

const toSource = async (script: string): Promise<string> =>
  `'sha256-${btoa(String.fromCharCode(...(await sha256(script))))}'`;

/** Request headers that only Next's own browser code sends, and on which Next fails when another client sends them. */
const NEXT_OWN = /^(?:rsc$|next-|x-nextjs-|x-middleware-|x-invoke-|x-matched-path$|x-prerender-)/i;

/** A request without the headers that only Next's own browser code needs. */
export function withoutNextHeaders(request: Request): Request {
  const foreign = [...request.headers.keys()].filter((name) => NEXT_OWN.test(name));
  if (foreign.length === 0) return request;
  const headers = new Headers(request.headers);
  for (const name of foreign) headers.delete(name);
  return new Request(request, { headers });
}
