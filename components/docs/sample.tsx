/** Code to read or to paste; long lines wrap, so nothing hides to the right. */
export const Sample = ({ text }: { text: string }) => (
  <pre className="sample">
    <code>{text}</code>
  </pre>
);
