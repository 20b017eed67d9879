/** What an operator reads where Cloudflare refused to purge the edge cache (contract §9.3). */
export const PURGE_REFUSED =
  "Cloudflare refused to purge the edge cache (its limit is about five a minute): readers see the change within about a minute.";
