import { type Copy, say } from "@/components/copy/say";
import { type Condition, NO_DATA } from "@/lib/uptime/days";

/** A condition in words: a state's label, or that nothing is known. */
export const conditionText = (copy: Copy, condition: Condition): string =>
  condition === NO_DATA ? say(copy, "bars.noData") : say(copy, `states.${condition}`);
