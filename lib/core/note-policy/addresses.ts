import { blankSpans, escapePattern, type Finder, findSpans, matchAny, type Span } from "./span";

const OPEN = " ?[\\[({<] ?";
const CLOSE = " ?[\\])}>] ?";
const DOT_WORD = "(?:dot|punkt|punto|point)";

/** A pattern source for an at sign that is written out or bracketed to hide an address from machines. */
const AT = `(?:${OPEN}(?:at|@|arroba|arobase)${CLOSE}| @ )`;

/** A pattern source for the bare word "at", which counts only before a dot that is written out too. */
const AT_WORD = " (?:at|@|arroba|arobase) ";

const DOT = `(?:\\.|${OPEN}(?:\\.|${DOT_WORD})${CLOSE}| ${DOT_WORD} )`;

const DOT_AS_WORD = `(?:${OPEN}(?:\\.|${DOT_WORD})${CLOSE}| ${DOT_WORD} )`;

const ANY_DOT = new RegExp(DOT, "gi");
const ANY_AT = new RegExp(`${AT}|${AT_WORD}`, "gi");

function readDots(host: string): string {
  return host.replace(ANY_DOT, ".");
}

function readAddress(address: string): string {
  return readDots(address.replace(ANY_AT, "@"));
}

type HostNames = {
  internal_suffixes: readonly string[];
  top_level_domains: readonly string[];
  exchange_suffixes: readonly string[];
  product_names: readonly string[];
};

const TICKER = /^[A-Z0-9-]{1,8}$/;

/** Distinguishes a host from a word with a dot in it: a ticker ("SAP.DE"), a product ("ASP.NET"), a forgotten space. */
function hostTest(words: HostNames): (host: string) => boolean {
  const internal = new Set(words.internal_suffixes);
  const known = new Set(words.top_level_domains);
  const exchanges = new Set(words.exchange_suffixes);
  const products = new Set(words.product_names.map((name) => name.toLowerCase()));
  return (host) => {
    const labels = host.split(".");
    const [first = ""] = labels;
    const last = labels.at(-1) ?? "";
    if (products.has(host.toLowerCase())) return false;
    if (labels.length === 2 && exchanges.has(last) && TICKER.test(first)) return false;
    if (internal.has(last.toLowerCase())) return true;
    const inOneCase = last === last.toLowerCase() || host === host.toUpperCase();
    if (!inOneCase) return labels.length > 2 && known.has(last.toLowerCase());
    return known.has(last.toLowerCase()) || (labels.length > 2 && labels.every((label) => label.length > 1));
  };
}

function isIpv4(address: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(address) && address.split(".").every((octet) => Number(octet) <= 255);
}

/** Eight groups, or fewer around one `::`. */
function isIpv6(match: string): boolean {
  return /[0-9a-f]/i.test(match) && (match.includes("::") || match.split(":").length === 8);
}

const ADDRESS = /[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}|[\p{L}\p{N}.-]{1,100})/gu;

/** A quoted local part, which may hold spaces. */
const QUOTED_ADDRESS = /"[^"\n]{1,64}" ?@ ?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}/g;

const LOCAL = "(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}";
const MAIL_LABEL = "[A-Za-z0-9-]{1,63}";
const LAST_LABEL = "[A-Za-z]{2,24}(?![A-Za-z0-9-])";
const SPELLED_OUT_ADDRESSES = [
  new RegExp(`${LOCAL}${AT}${MAIL_LABEL}(?:${DOT}${MAIL_LABEL}){0,6}${DOT}${LAST_LABEL}`, "gi"),
  new RegExp(`${LOCAL}${AT_WORD}${MAIL_LABEL}(?:${DOT_AS_WORD}${MAIL_LABEL}){0,6}${DOT_AS_WORD}${LAST_LABEL}`, "gi"),
];

/** Finds mail addresses other than the public ones, also where their signs are written out. */
export function emailAddressFinder(publicAddresses: readonly string[]): Finder {
  const allowed = new Set(publicAddresses.map((address) => address.toLowerCase()));
  const isForeign = (address: string) => !allowed.has(address.toLowerCase());
  return (text) => [
    ...findSpans(text, ADDRESS, ([address]) => isForeign(address) && !isPrice(address)),
    ...findSpans(text, QUOTED_ADDRESS),
    ...SPELLED_OUT_ADDRESSES.flatMap((pattern) => findSpans(text, pattern, ([match]) => isForeign(readAddress(match)))),
  ];
}

/** A quantity at a price: "100@182.50", "BTC@62k". */
function isPrice(address: string): boolean {
  const domain = address.slice(address.indexOf("@") + 1);
  return /^\d/.test(domain) && !isIpv4(domain) && !/\.\p{L}/u.test(domain);
}

function addressSpans(text: string): Span[] {
  return findSpans(text, ADDRESS);
}

type MachineNames = { internal_names: readonly string[]; machine_roles: readonly string[] };

const ENVIRONMENT = "(?:prod|prd|staging|stg)";
const SERVICE_PORT =
  "(?:1433|1521|2181|2379|3000|3306|4000|4200|5000|5173|5432|5672|6379|6432|8000|8080|8081|8443|8787|8888|9000|9090|9092|9093|9100|9200|11211|15672|25060|27017|50051)";
const CLOUD_ID = /(?<![\w-])(?:i|vol|snap|ami|sg|eni|vpc|subnet|rtb|igw)-[0-9a-f]{8,17}(?![\w-])/g;
const IP_NAME = /(?<![\w-])(?:ip|ec2)(?:-\d{1,3}){4}(?![\w-])/gi;
const POD = /(?<![\w-])[a-z][a-z0-9-]{0,60}-[0-9a-f]{8,10}-[a-z0-9]{5}(?![\w-])/g;
const ADD_ON = /(?<![\w-])(?:postgresql|redis|kafka|memcachier|bucketeer)-[a-z]{2,20}-\d{4,6}(?!\w)/g;
const RESOURCE_NAME = /(?<![\w-])arn:[a-z-]{1,20}:[^\s]{1,200}/g;
const DYNO = /(?<![\w.])(?:web|worker|clock|release|scheduler|cron)\.\d{1,4}(?![\w.]*\w)/g;

/** A name with its dashes, with underscores or dots for them, or with nothing; one of three parts and more with spaces too. */
function spellings(name: string): string {
  const parts = name.split("-");
  return parts.map(escapePattern).join(parts.length > 2 ? "[-_. ]?" : "[-_.]?");
}

/** Finds names of machines without a domain: Raxx's own, numbered ones, environments, dynos, and services with their port. */
function machineNameFinder(words: MachineNames): Finder {
  const role = `(?:${matchAny(words.machine_roles)})`;
  const patterns = [
    new RegExp(
      `(?<![\\w-])(?:localhost|${words.internal_names.map(spellings).join("|")})(?![A-Za-z_])[\\w.:-]{0,200}`,
      "gi",
    ),
    new RegExp(
      `(?<![\\w-])(?!(?:non|pre|post|in)-)[a-z][a-z0-9]{0,30}(?:-[a-z0-9]{1,30}){0,6}-${ENVIRONMENT}(?![A-Za-z_])[\\w-]{0,60}`,
      "g",
    ),
    new RegExp(`(?<![\\w-])${ENVIRONMENT}-(?:[a-z0-9]{1,30}-){0,4}${role}(?![A-Za-z_])[\\w-]{0,60}`, "g"),
    new RegExp(`(?<![\\w-])(?:[a-z][a-z0-9]{0,30}-){0,4}${role}(?:-\\d{1,3}|0\\d{1,2})(?![\\w%-])`, "g"),
    new RegExp(`(?<![\\w.-])(?:[\\w-]{1,40}[-_])?${role}:${SERVICE_PORT}(?!\\d)`, "gi"),
    new RegExp(`(?<!\\w)port ${SERVICE_PORT}(?![\\d.,]\\d|\\d)`, "gi"),
    CLOUD_ID,
    IP_NAME,
    POD,
    ADD_ON,
    RESOURCE_NAME,
    DYNO,
  ];
  return (text) => patterns.flatMap((pattern) => findSpans(text, pattern));
}

type HostWords = HostNames & MachineNames & { public_hosts: readonly string[]; internal_paths: readonly string[] };

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
const SPELLED_OUT_HOST = new RegExp(`(?<![\\w-])${LABEL}(?:${DOT}${LABEL}){1,8}(?![\\w-])`, "gi");
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
    const links = findSpans(withoutMail, LINK, ([link]) => !isPublic(link));
    const bare = blankSpans(withoutMail, findSpans(withoutMail, LINK));
    return [
      ...links,
      ...findSpans(
        bare,
        DOTTED,
        ([match]) => (isHost(readHost(match)) || SHORT_LINK.test(match)) && !isPublic(`https://${match}`),
      ),
      ...findSpans(bare, SPELLED_OUT_HOST, ([match]) => isSpelledOut(match)),
      ...findSpans(bare, UNC),
      ...findMachines(bare),
      ...findSpans(bare, IPV4, ([match]) => isIpv4(readHost(match))),
      ...findSpans(bare, IPV6, ([match]) => isIpv6(match)),
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
      [...rest.matchAll(DOTTED)].every(([found]) => hosts.has(readHost(found)) || !isHost(readHost(found)))
    );
  };
}

function readHost(match: string): string {
  return match.split(/[:/]/, 1)[0] ?? "";
}
