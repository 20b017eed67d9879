import { COPY_RULES, type CopyRule, copyPolicy } from "@/lib/policy/copy-policy";
import { foldText } from "@/lib/policy/fold";
import { cpuMillis } from "../../support/cpu-time";
import { HOSTILE_UNITS, repeated } from "../../unit/policy/hostile-units";
import type { Row } from "./row";

/** The longest body that anybody may send. */
const SIZE = 64 * 1024;
const PLAIN = "Orders are delayed for some users since 14:05 UTC. ";
/** A text this fast is never too slow, however fast plain text is read. */
const FLOOR_MS = 200;
const TIMES_PLAIN = 20;

/** What the note policy's rules cost on 64 KB that somebody wrote against them, beside 64 KB of plain text. */
export function measureNotes(): Row[] {
  return COPY_RULES.map(rowOf);
}

function rowOf(rule: CopyRule): Row {
  const millis = (unit: string) => {
    const { folded } = foldText(repeated(unit, SIZE));
    return cpuMillis(() => copyPolicy()[rule](folded));
  };
  const plain = millis(PLAIN);
  const [worst, unit] = HOSTILE_UNITS.map((each) => [millis(each), each] as const).reduce((a, b) =>
    b[0] > a[0] ? b : a,
  );
  return {
    what: `64 KB against ${rule}`,
    found: `${worst.toFixed(1)} ms of ${JSON.stringify(unit)}; plain text ${plain.toFixed(1)} ms`,
    target: `< ${TIMES_PLAIN} x plain text, or ${FLOOR_MS} ms`,
    isMet: worst < Math.max(FLOOR_MS, plain * TIMES_PLAIN),
    isBudget: true,
  };
}
