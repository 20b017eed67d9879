const OFFSET_BASIS = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const IDS = 36n ** 12n;

/** What has an id of its own in Statuspage's world. */
export type IdKind = "page" | "group" | "surface" | "incident" | "update" | "window" | "window-update";

/** The 12 lower-case letters and digits by which Statuspage's readers know a thing: FNV-1a (64 bits) of our own id. */
export function statuspageId(kind: IdKind, id: string): string {
  let hash = OFFSET_BASIS;
  for (const byte of new TextEncoder().encode(`${kind}:${id}`)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  }
  return (hash % IDS).toString(36).padStart(12, "0");
}
