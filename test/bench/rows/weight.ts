import { ensureBuild } from "../../../scripts/ensure-build";
import { bundleBytes, MOST_BUNDLE_BYTES } from "../server/bundle";
import { kib, type Row } from "./row";

/** What is uploaded. */
export async function measureWeight(): Promise<Row[]> {
  const bytes = bundleBytes(await ensureBuild());
  return [
    {
      what: "the Worker's bundle, zipped",
      found: kib(bytes),
      target: `< ${kib(MOST_BUNDLE_BYTES)}`,
      isMet: bytes < MOST_BUNDLE_BYTES,
      isBudget: true,
    },
  ];
}
