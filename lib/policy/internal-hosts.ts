import { addressSpans } from "./email-addresses";
import { anyOf, blankSpans, type Finder, spansOf } from "./span";

/** Which hosts are public, and how to tell a host from a word with a dot in it. */
export type HostWords = {
  public_hosts: readonly string[];
  internal_paths: readonly string[];
  internal_names: readonly string[];
  internal_suffixes: readonly string[];
  top_level_domains: readonly string[];
};

const LINK = /[A-Za-z][A-Za-z0-9+.-]{0,20}:\/\/[!#-&(-;=?-~]{0,2000}/g;
const DOTTED =
  /(?<![\w-])(?:[\w-]{1,63}\.){1,8}[A-Za-z][A-Za-z0-9-]{1,62}(?!\w)(?::\d{1,5})?(?:\/[!#-&(-;=?-~]{0,2000})?/g;
const IPV4 = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d)(?::\d{1,5}|\/\d{1,2})?/g;
const IPV6 = /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi;
const HOST_AND_PORT =
  /(?<![\w.-])[a-z][\w-]{0,62}:(?:3000|3306|5000|5432|5672|6379|8000|8080|8443|8787|9000|9092|9200|11211|27017)(?!\d)/gi;

/** Finds links, hostnames and IP addresses that are not on the public list. */
export function internalHostFinder(words: HostWords): Finder {
  const isHost = hostTest(words);
  const isPublic = publicLinkTest(words, isHost);
  const names = new RegExp(
    `(?<![\\w-])(?:localhost|${anyOf(words.internal_names)})(?![A-Za-z0-9_])[\\w.:-]{0,200}`,
    "gi",
  );
  return (text) => {
    const withoutMail = blankSpans(text, addressSpans(text));
    const links = spansOf(withoutMail, LINK, ([link]) => !isPublic(link));
    const bare = blankSpans(withoutMail, spansOf(withoutMail, LINK));
    return [
      ...links,
      ...spansOf(bare, DOTTED, ([match]) => isHost(hostOf(match)) && !isPublic(`https://${match}`)),
      ...spansOf(bare, names),
      ...spansOf(bare, HOST_AND_PORT),
      ...spansOf(bare, IPV4, ([match]) => isIpv4(hostOf(match))),
      ...spansOf(bare, IPV6, ([match]) => isIpv6(match)),
    ];
  };
}

function publicLinkTest(words: HostWords, isHost: (host: string) => boolean): (link: string) => boolean {
  const hosts = new Set(words.public_hosts);
  return (link) => {
    const address = link.replace(/[.,;:!?)\]}]+$/, "");
    if (!URL.canParse(address)) return false;
    const url = new URL(address);
    if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.port !== "" || !hosts.has(url.hostname))
      return false;
    const path = `${url.pathname.toLowerCase().replace(/\/+$/, "")}/`;
    if (words.internal_paths.some((internal) => path.startsWith(`${internal}/`))) return false;
    const rest = url.pathname + url.search + url.hash;
    return (
      !rest.includes("//") &&
      [...rest.matchAll(DOTTED)].every(([found]) => hosts.has(hostOf(found)) || !isHost(hostOf(found)))
    );
  };
}

function hostTest(words: HostWords): (host: string) => boolean {
  const internal = new Set(words.internal_suffixes);
  const known = new Set(words.top_level_domains);
  return (host) => {
    const labels = host.split(".");
    const last = labels.at(-1) ?? "";
    if (internal.has(last.toLowerCase())) return true;
    const inOneCase = last === last.toLowerCase() || host === host.toUpperCase();
    if (!inOneCase) return labels.length > 2 && known.has(last.toLowerCase());
    return known.has(last.toLowerCase()) || (labels.length > 2 && labels.every((label) => label.length > 1));
  };
}

function hostOf(match: string): string {
  return match.split(/[:/]/, 1)[0] ?? "";
}

function isIpv4(address: string): boolean {
  return address.split(".").every((octet) => Number(octet) <= 255);
}

function isIpv6(match: string): boolean {
  return /[0-9a-f]/i.test(match) && (match.includes("::") || match.split(":").length === 8);
}
