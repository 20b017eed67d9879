import { scriptHashes } from "./script-hashes";
import { POLICY, pagePolicy } from "./security";

/**
 * A page that Next has rendered, with the policy that names its inline scripts: those are told apart in its bytes, so it is read to
 * its end first. No cache holds it.
 */
export async function nextPage(response: Response): Promise<Response> {
  if (!isPage(response)) return response;
  const html = await response.text();
  const headers = new Headers(response.headers);
  headers.set(POLICY, pagePolicy({ scripts: await scriptHashes(html) }));
  headers.set("Cache-Control", "no-store");
  return new Response(response.body && html, { status: response.status, headers });
}

const isPage = ({ headers }: Response): boolean =>
  (headers.get("Content-Type") ?? "").startsWith("text/html") && !headers.has(POLICY);
