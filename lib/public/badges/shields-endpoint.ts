import type { State } from "@/lib/engine/states";
import { STATE_LABELS } from "@/lib/public/state-labels";
import type { ShieldsEndpoint } from "@/lib/schemas/badge";
import { cutLabel } from "./label";
import { STATE_GROUND } from "./palette";

/** A badge for shields.io to draw: the state's words in the state's colour. */
export const shieldsEndpoint = (label: string, state: State): ShieldsEndpoint => ({
  schemaVersion: 1,
  label: cutLabel(label),
  message: STATE_LABELS[state],
  color: STATE_GROUND.light[state],
});
