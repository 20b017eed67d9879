/** What the last label of a name says about it, and names with a dot that are no hosts. */
export type HostNames = {
  internal_suffixes: readonly string[];
  top_level_domains: readonly string[];
  exchange_suffixes: readonly string[];
  product_names: readonly string[];
};

const TICKER = /^[A-Z0-9-]{1,8}$/;

/** Tells a host from a word with a dot in it: a ticker ("SAP.DE"), a product ("ASP.NET"), a forgotten space. */
export function hostTest(words: HostNames): (host: string) => boolean {
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

/** Four octets. */
export function isIpv4(address: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(address) && address.split(".").every((octet) => Number(octet) <= 255);
}

/** Eight groups, or fewer around one `::`. */
export function isIpv6(match: string): boolean {
  return /[0-9a-f]/i.test(match) && (match.includes("::") || match.split(":").length === 8);
}
