import { describe, expect, it } from "vitest";
import { historyCopy } from "@/components/history/history-copy";
import { copy } from "@/components/status/copy";
import { siteCopy } from "@/components/ui/site-copy";

const LOOKS_AHEAD = /\b(soon|shortly|expected?|will|should|likely|eta|going to|estimated?|hopefully|yet)\b/i;
const BROKERS = /alpaca|snaptrade/i;

function textsOf(node: unknown): string[] {
  if (typeof node === "string") return [node];
  if (typeof node === "function") return [String(node({ names: "A", count: 2 }, 2))];
  return Object.values(node as object).flatMap(textsOf);
}

describe("the interface's texts", () => {
  it.each([...textsOf(copy), ...textsOf(siteCopy), ...textsOf(historyCopy)])(
    "%s: looks back or at now, and names no broker",
    (text) => {
      expect(text).not.toMatch(LOOKS_AHEAD);
      expect(text).not.toMatch(BROKERS);
    },
  );
});
