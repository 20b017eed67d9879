type WithKeep = { keep?: { headers: Record<string, string> }; isMissing?: boolean };

/**
 * A page can't set headers while Next renders it; it leaves its edge policy on the request's scope, and the entry puts it on
 * the response, with a strong ETag over the bytes. Nor can it set a status: 404 goes the same way.
 */
export async function withPageKeep<S extends WithKeep>(
  scope: S,
  render: (scope: S) => Promise<Response>,
): Promise<Response> {
  const response = await render(scope);
  if (response.status === 200 && scope.isMissing)
    return new Response(response.body, { ...response, status: 404, headers: response.headers });
  if (response.status !== 200 || !scope.keep) return response;
  const body = await response.arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(scope.keep.headers)) headers.set(name, value);
  headers.set("ETag", `"${[...hash.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}"`);
  return new Response(body, { status: 200, headers });
}
