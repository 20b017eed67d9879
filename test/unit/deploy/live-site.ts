import { gzipSync } from "node:zlib";
import { JUDGED } from "../../../scripts/deploy/check-cache";
import type { Reply } from "../../fakes/server";

/** The second answer of an edge cache that works, with some of its headers otherwise (null: absent). */
export function cachedWell(path: string, otherwise: Record<string, string | null> = {}, body = "kept"): Reply {
  const headers: Record<string, string | null> = {
    "Cache-Control": JUDGED[path as keyof typeof JUDGED] ?? "public, max-age=60",
    "CF-Cache-Status": "HIT",
    "Content-Encoding": "gzip",
    Age: "12",
    ...otherwise,
  };
  const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null);
  return {
    headers: Object.fromEntries(given),
    bytes: headers["Content-Encoding"] ? gzipSync(body) : Buffer.from(body),
  };
}
