import { scriptHashes } from "./script-hashes";
import { POLICY, pagePolicy } from "./security";

type WithKeep = { keep?: { headers: Record<string, string> }; isMissing?: boolean };

/**
 * A page can't set headers while Next renders it; it leaves its edge policy on the request's scope, and the entry puts it on
 * the response, with a strong ETag over the bytes. Nor can it set a status: 404 goes the same way. Every page, kept or not,
 * is read to its end here, since what its scripts may be is told before its bytes.
 */
export async function withPageKeep<S extends WithKeep>(scope: S, render: () => Promise<Response>): Promise<Response> {
  const response = await render();
  if (!isPage(response)) return response;
  const { keep, isMissing } = scope;
  const status = response.status === 200 && isMissing ? 404 : response.status;
  const body = await response.arrayBuffer();
  const headers = new Headers(response.headers);
  const hashes = await scriptHashes(new TextDecoder().decode(body));
  headers.set(POLICY, pagePolicy(hashes));
  if (status === 200 && keep)
    for (const [name, value] of Object.entries({ ...keep.headers, ETag: await tagOf(body) })) headers.set(name, value);
  return new Response(response.body && body, { status, headers });
}

/** What brings its own policy, as the frame for other sites does, is none of Next's pages. */
const isPage = ({ headers }: Response): boolean =>
  (headers.get("Content-Type") ?? "").startsWith("text/html") && !headers.has(POLICY);

async function tagOf(body: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return `"${[...hash.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}"`;
}
