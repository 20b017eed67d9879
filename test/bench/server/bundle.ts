import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Build } from "../../../scripts/ensure-build";

/** 2.5 MiB: route handlers and public pages are in it twice, once for Next and once for the Worker itself. */
export const MOST_BUNDLE_BYTES = 2_621_440;

/** Not uploaded: the source map is a file of its own, and what wrangler says of the folder. */
const NOT_UPLOADED = [".map", ".md"];

/** Zipped bytes of the Worker's modules as they are uploaded. */
export const bundleBytes = ({ dir }: Build): number =>
  readdirSync(join(dir, "worker"))
    .filter((name) => !NOT_UPLOADED.includes(extname(name)))
    .reduce((sum, name) => sum + gzipSync(readFileSync(join(dir, "worker", name))).length, 0);
