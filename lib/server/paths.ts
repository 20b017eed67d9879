/** The path as a careless router might read it: decoded, null where it can't be. */
function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

/**
 * Whether this is, or pretends to be, the operators' area: however it is encoded, doubled or cased. `/api/status` is the
 * operators' JSON under its old name (contract §15.1).
 */
export function isOpsPath(pathname: string): boolean {
  const path = decode(pathname)
    ?.toLowerCase()
    .replace(/[/\\]+/g, "/");
  return path === undefined || /^\/(?:api\/)?ops(?:[/.]|$)|^\/api\/status\/?$/.test(path);
}

/**
 * What the app does not serve although the framework would answer: its image proxies, which fetch any address, its data routes,
 * and paths that can't be decoded.
 */
export function isForeign(pathname: string): boolean {
  if (/^\/(?:cdn-cgi|_next\/(?:image|data))(?:[/\\]|$)/i.test(pathname) || pathname === "/_global-error") return true;
  const path = decode(pathname);
  return path === null || /^[/\\]+(?:cdn-cgi|_next[/\\]+image)(?:[/\\]|$)/i.test(path);
}
