import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Build } from "../../../scripts/make-build";

/** 1.5 MiB: half of what the free plan takes. */
export const MOST_BUNDLE_BYTES = 1_572_864;

/** Not uploaded: the source map is a file of its own, and what wrangler says of the folder. */
const NOT_UPLOADED = [".map", ".md"];

/** Zipped bytes of the Worker's modules as they are uploaded. */
export const bundleBytes = ({ dir }: Build): number =>
  readdirSync(join(dir, "worker"))
    .filter((name) => !NOT_UPLOADED.includes(extname(name)))
    .reduce((sum, name) => sum + gzipSync(readFileSync(join(dir, "worker", name))).length, 0);
