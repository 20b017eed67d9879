import { type Messages, t } from "@/components/messages/t";
import { type Condition, NO_DATA } from "@/lib/core/uptime/days";

/** A condition in words: a state's label, or that nothing is known. */
export const conditionText = (messages: Messages, condition: Condition): string =>
  condition === NO_DATA ? t(messages, "bars.noData") : t(messages, `states.${condition}`);
