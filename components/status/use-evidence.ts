import { useMemo } from "react";
import type { Messages } from "@/components/messages/t";
import { agedBy, basisText, findBasis, type Known } from "./evidence";
import type { Surface } from "./page-data";
import { useClock } from "./use-clock";

/**
 * What a row's state rests on in words, and how pale that makes the row. Time passes from the data's own instant on by the
 * reader's clock, which may be wrong but not run wrong; without scripts the words are of that instant.
 */
export function useEvidence(messages: Messages, surface: Surface, known: Known): { text: string; aged: number } {
  const { now } = known;
  const basis = findBasis(surface, known);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock starts anew with each data
  const receivedAt = useMemo(() => Date.now(), [now]);
  const describe = (at: number) => `${agedBy(at - (basis.at ?? now))}${basisText(messages, basis, at)}`;
  const shown = useClock((clock) => describe(now + Math.max(0, clock - receivedAt)), describe(now));
  return { text: shown.slice(1), aged: Number(shown.charAt(0)) };
}
