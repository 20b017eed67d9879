import { addressIn } from "@/lib/schemas/language";
import { readPageAddress } from "./find-route";

/** The most fields that a form may have. */
const MOST_FIELDS = 200;

const typeOf = ({ headers }: Request): string =>
  (headers.get("Content-Type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";

/** A mailbox's one click may send either (RFC 8058). */
const FORM_TYPES = ["application/x-www-form-urlencoded", "multipart/form-data"];

export const isFormBody = (request: Request): boolean => FORM_TYPES.includes(typeOf(request));

/** A form's fields: a text, or a list where a name comes more than once. A body that is no form of its type has none. */
export async function parseForm({ headers }: Request, bytes: Uint8Array<ArrayBuffer>) {
  const fields: Record<string, string | string[]> = {};
  const form = new Response(bytes, { headers: { "Content-Type": headers.get("Content-Type") ?? "" } }).formData();
  const read = [...(await form.catch(() => new FormData())).entries()];
  const entries = read.filter((entry): entry is [string, string] => typeof entry[1] === "string").slice(0, MOST_FIELDS);
  for (const [name, values] of Map.groupBy(entries, ([key]) => key)) {
    const [first = "", ...more] = values.map(([, value]) => value);
    fields[name] = more.length > 0 ? [first, ...more] : first;
  }
  return fields;
}

/** Whether a browser sent the form, and shows the response as a page. */
export const isFromPage = (request: Request): boolean =>
  isFormBody(request) && (request.headers.get("Accept") ?? "").includes("text/html");

/** Leads a browser back to the form's page, which says what came of it: `done`, or `problem` by its code. */
export async function backToPage(page: string, request: Request, response: Response): Promise<Response> {
  const { result, code } = (await response.json()) as { result?: string; code?: string };
  const url = new URL(request.url);
  const token = url.searchParams.get("token");
  const query = { ...(token && { token }), ...(response.ok ? { done: result ?? "" } : { problem: code ?? "" }) };
  const location = addressIn(readPageAddress(url).language, page, query);
  return new Response(null, { status: 303, headers: { Location: location } });
}
