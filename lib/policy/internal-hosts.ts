import { addressSpans } from "./email-addresses";
import { type HostNames, hostTest, isIpv4, isIpv6 } from "./host-names";
import { type MachineNames, machineNameFinder } from "./machine-names";
import { blankSpans, type Finder, spansOf } from "./span";
import { DOT, readDots } from "./spelled-out";

/** Which hosts are public, what of them is not, and how to tell a host from a word with a dot in it. */
export type HostWords = HostNames &
  MachineNames & { public_hosts: readonly string[]; internal_paths: readonly string[] };

const LINK = /[A-Za-z][A-Za-z0-9+.-]{0,20}:\/\/[!#-&(-;=?-~]{0,2000}/g;
const DOTTED =
  /(?<![\w-])(?:[\w-]{1,63}\.){1,8}[A-Za-z][A-Za-z0-9-]{1,62}(?!\w)(?::\d{1,5})?(?:\/[!#-&(-;=?-~]{0,2000})?/g;
const VERSION = "(?:versions?|v\\.?|releases?|builds?|firmware|updates?|app|patch)";
const IPV4 = new RegExp(
  `(?<![\\w.])(?<!(?<![A-Za-z])${VERSION} )(?:\\d{1,3}\\.){3}\\d{1,3}(?!\\w|\\.\\d)(?::\\d{1,5}|/\\d{1,2})?`,
  "gi",
);
const SHORT_LINK = /^[^/]+\.[a-z]{2}\/[^/]/;
const IPV6 = /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi;
const LABEL = "[A-Za-z0-9][A-Za-z0-9-]{0,62}";
const SPELLED_OUT = new RegExp(`(?<![\\w-])${LABEL}(?:${DOT}${LABEL}){1,8}(?![\\w-])`, "gi");
const UNC = /\\\\[A-Za-z0-9][\w.-]{0,62}\\?/g;

/** Finds links, hostnames and IP addresses that are not on the public list. */
export function internalHostFinder(words: HostWords): Finder {
  const isHost = hostTest(words);
  const isPublic = publicLinkTest(words, isHost);
  const findMachines = machineNameFinder(words);
  const isSpelledOut = (match: string) => {
    const host = readDots(match);
    return host !== match && (isIpv4(host) || (isHost(host) && !isPublic(`https://${host}`)));
  };
  return (text) => {
    const withoutMail = blankSpans(text, addressSpans(text));
    const links = spansOf(withoutMail, LINK, ([link]) => !isPublic(link));
    const bare = blankSpans(withoutMail, spansOf(withoutMail, LINK));
    return [
      ...links,
      ...spansOf(
        bare,
        DOTTED,
        ([match]) => (isHost(hostOf(match)) || SHORT_LINK.test(match)) && !isPublic(`https://${match}`),
      ),
      ...spansOf(bare, SPELLED_OUT, ([match]) => isSpelledOut(match)),
      ...spansOf(bare, UNC),
      ...findMachines(bare),
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

function hostOf(match: string): string {
  return match.split(/[:/]/, 1)[0] ?? "";
}
