import type { ChronicleWindow } from "@/lib/public/chronicle";

/** When maintenance really began: one that was announced after its start began when it was announced. */
export const windowBeganAt = ({ startsAt, createdAt }: ChronicleWindow): number => Math.max(startsAt, createdAt);

/** When what readers see of a window last changed: its plan, its start, or its end, which `endsAt` gives once it is over. */
export function windowChangedAt(window: ChronicleWindow): number {
  const { phase, updatedAt, endsAt } = window;
  if (phase === "running") return Math.max(updatedAt, windowBeganAt(window));
  return phase === "ended" ? Math.max(updatedAt, endsAt) : updatedAt;
}
