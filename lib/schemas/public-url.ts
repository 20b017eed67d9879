/** Names that lead to no public host, and our own: nobody subscribes our own services to us. */
const NOT_PUBLIC =
  /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa|corp|private|test|invalid|onion|raxx\.app)$/;
/** An address by number, in any of the forms that a URL's host has once it is parsed. */
const LITERAL = /^(?:\d+(?:\.\d+){3}|\[.*\])$/;

/**
 * Whether a URL that a stranger gave may be requested: https on its own port, a public host by name, nobody's credentials. What the name leads to is the platform's
 * check: its fetch reaches public addresses only.
 */
export function isPublicUrl(address: string): boolean {
  if (address.length > 2_000 || !URL.canParse(address)) return false;
  const { protocol, port, username, password, hostname } = new URL(address);
  const host = hostname.replace(/\.$/, "");
  if (protocol !== "https:" || port !== "" || username !== "" || password !== "") return false;
  return host.includes(".") && !LITERAL.test(host) && !NOT_PUBLIC.test(host);
}
