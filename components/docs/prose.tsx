import { Code } from "./code";

/** A description: plain words, with code between backticks. */
export function Prose({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a text's parts never move
      <Code key={index} text={part} />
    ),
  );
}
