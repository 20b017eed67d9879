import { cutNote, reviewNote } from "@/lib/policy/note";

/** The longest label of a badge, in UTF-16 units. */
const LABEL_MAX = 40;

const NOT_IN_XML = /[\ufffe\uffff]/g;

/** A label on one line that XML can hold, cut to 40 characters; one that was cut ends in an ellipsis. */
export function cutLabel(text: string): string {
  const whole = text.replace(NOT_IN_XML, "");
  const cut = cutNote(whole, LABEL_MAX);
  return cut === cutNote(whole, whole.length) ? cut : `${cutNote(whole, LABEL_MAX - 1)}…`;
}

/** The label that a caller asked for; ours, where there is none or the copy policy would not let it out. */
export function chooseLabel(asked: string | null, own: string): string {
  const label = asked === null ? "" : cutLabel(asked);
  return label === "" || reviewNote(label).length > 0 ? own : label;
}
