/** What is said most often: present tense, and nothing in it that the copy policy finds. */
export const READY_NOTES = [
  "We are investigating.",
  "The cause is identified. We are working on it.",
  "A fix is in place. We are watching it.",
];
