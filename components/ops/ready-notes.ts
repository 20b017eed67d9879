/** The most frequent notes: in the present tense, and allowed by the note policy. */
export const READY_NOTES = [
  "We are investigating.",
  "We’ve identified the cause and are working on a fix.",
  "A fix is in place and we’re monitoring the results.",
];
