/** The path as a lenient router might read it: decoded, null where it can't be. */
function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

/** Whether a path is, or imitates, the operators' area, however encoded, doubled or cased (contract §15.1). */
export function isOpsPath(pathname: string): boolean {
  const path = decode(pathname)
    ?.toLowerCase()
    .replace(/[/\\]+/g, "/");
  return path === undefined || /^\/(?:api\/)?ops(?:[/.]|$)|^\/api\/status\/?$/.test(path);
}

/** Paths that Next would answer and the app does not serve: image proxies, data routes, paths that can't be decoded. */
export function isForeign(pathname: string): boolean {
  if (/^\/(?:cdn-cgi|_next\/(?:image|data))(?:[/\\]|$)/i.test(pathname) || pathname === "/_global-error") return true;
  const path = decode(pathname);
  return path === null || /^[/\\]+(?:cdn-cgi|_next[/\\]+image)(?:[/\\]|$)/i.test(path);
}
