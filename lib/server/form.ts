import { addressIn } from "@/lib/schemas/language";
import { readPageAddress } from "./find-route";

/** The most fields that a form may have. */
const MOST_FIELDS = 200;

const typeOf = ({ headers }: Request): string =>
  (headers.get("Content-Type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";

export const isFormBody = (request: Request): boolean => typeOf(request) === "application/x-www-form-urlencoded";

/** A form's fields: a text, or a list where a name comes more than once. */
export function parseForm(bytes: Uint8Array): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  const entries = [...new URLSearchParams(new TextDecoder().decode(bytes))].slice(0, MOST_FIELDS);
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
