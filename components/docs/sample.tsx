type Props = { text: string; name: string };

/** Code to read or to paste, line by line as it is: what is too long scrolls sideways, by keyboard too. */
export const Sample = ({ text, name }: Props) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no pointer scrolls it by the arrow keys
  // biome-ignore lint/a11y/useSemanticElements: a fieldset groups a form's controls
  <pre className="sample" role="group" aria-label={name} tabIndex={0}>
    <code>{text}</code>
  </pre>
);
