/**
 * Whether this is, or pretends to be, the operators' area: however it is encoded, doubled or cased. `/api/status` is the
 * operators' JSON under its old name (D16).
 */
export function isOpsPath(pathname: string): boolean {
  try {
    const path = decodeURIComponent(pathname)
      .toLowerCase()
      .replace(/[/\\]+/g, "/");
    return /^\/(?:api\/)?ops(?:[/.]|$)/.test(path) || /^\/api\/status\/?$/.test(path);
  } catch {
    return true;
  }
}

/**
 * What the app does not serve although the framework would answer: its image proxies, which fetch any address, its data routes,
 * and paths that can't be decoded.
 */
export function isForeign(pathname: string): boolean {
  if (/^\/(?:cdn-cgi|_next\/(?:image|data))(?:[/\\]|$)/i.test(pathname) || pathname === "/_global-error") return true;
  try {
    return /^[/\\]+(?:cdn-cgi|_next[/\\]+image)(?:[/\\]|$)/i.test(decodeURIComponent(pathname));
  } catch {
    return true;
  }
}
