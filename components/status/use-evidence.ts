import { useMemo } from "react";
import type { Messages } from "@/components/messages/t";
import type { Evidence } from "@/lib/schemas/public";
import { agedBy, basisText, findBasis } from "./evidence";
import type { Surface } from "./page-data";
import { useClock } from "./use-clock";

type Row = {
  surface: Surface;
  known: Evidence | undefined;
  /** Whether the data is what the page was made with. */
  isFirst: boolean;
  now: number;
};

/**
 * What a row's state rests on in words, and how pale that makes the row. Time passes from the data's own instant on by the
 * reader's clock, which may be wrong but not run wrong; without scripts the words are of that instant.
 */
export function useEvidence(messages: Messages, { surface, known, isFirst, now }: Row): { text: string; aged: number } {
  const basis = findBasis(surface, known, isFirst);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock starts anew with each data
  const receivedAt = useMemo(() => Date.now(), [now]);
  const describe = (at: number) => `${agedBy(at - (basis.at ?? now))}${basisText(messages, basis, at)}`;
  const shown = useClock((clock) => describe(now + Math.max(0, clock - receivedAt)), describe(now));
  return { text: shown.slice(1), aged: Number(shown.charAt(0)) };
}
