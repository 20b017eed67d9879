import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Build } from "../../../scripts/make-build";

/** 1.5 MiB: half of what the free plan takes. */
export const MOST_BUNDLE_BYTES = 1_572_864;

/** Zipped bytes of the Worker as it is uploaded, its source map apart. */
export const bundleBytes = ({ dir }: Build): number => gzipSync(readFileSync(join(dir, "worker", "worker.js"))).length;
