/** Code to read or to paste; what is wider than the page scrolls by itself, by keyboard too. */
export function Sample({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reached by keyboard
    <pre tabIndex={0} className="sample">
      <code>{text}</code>
    </pre>
  );
}
