const MOST_CHARACTERS = 28;

/** Code in a sentence, or a value. What fits a phone's line stays in one piece. */
export const Code = ({ text }: { text: string }) => (
  <code className={text.length > MOST_CHARACTERS ? "code" : "code whitespace-nowrap"}>{text}</code>
);
