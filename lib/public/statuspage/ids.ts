const IDS = 36n ** 12n;
const UTF8 = new TextEncoder();

/** What has an id of its own in Statuspage's world. */
export type IdKind = "page" | "group" | "surface" | "incident" | "update" | "window" | "window-update";

/** The 12 lower-case letters and digits by which Statuspage's readers know a thing: FNV-1a (64 bits) of our own id. */
export function statuspageId(kind: IdKind, id: string): string {
  const [high, low] = fnv1a(UTF8.encode(`${kind}:${id}`));
  return (((BigInt(high) << 32n) | BigInt(low)) % IDS).toString(36).padStart(12, "0");
}

const HALF = 2 ** 32;

/**
 * The hash in two halves of 32 bits: a body has hundreds of ids, and BigInt for each byte would be half of its cost. The prime is
 * 2^40 + 0x1b3.
 */
function fnv1a(bytes: Uint8Array): [high: number, low: number] {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of bytes) {
    const mixed = (low ^ byte) >>> 0;
    const product = mixed * 0x1b3;
    low = product >>> 0;
    high = (Math.imul(high, 0x1b3) + Math.floor(product / HALF) + (mixed << 8)) >>> 0;
  }
  return [high, low];
}
