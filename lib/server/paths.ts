/** The path as a lenient router might read it: decoded, null where it can't be. */
function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

/**
 * Whether a path is, or imitates, the operators' area: however it is encoded, doubled or cased. `/api/status` is the
 * former path of the operators' JSON (contract §15.1).
 */
export function isOpsPath(pathname: string): boolean {
  const path = decode(pathname)
    ?.toLowerCase()
    .replace(/[/\\]+/g, "/");
  return path === undefined || /^\/(?:api\/)?ops(?:[/.]|$)|^\/api\/status\/?$/.test(path);
}

/**
 * Paths that the framework would answer but the app does not serve: image proxies, which fetch any URL, data routes,
 * and paths that can't be decoded.
 */
export function isForeign(pathname: string): boolean {
  if (/^\/(?:cdn-cgi|_next\/(?:image|data))(?:[/\\]|$)/i.test(pathname) || pathname === "/_global-error") return true;
  const path = decode(pathname);
  return path === null || /^[/\\]+(?:cdn-cgi|_next[/\\]+image)(?:[/\\]|$)/i.test(path);
}
