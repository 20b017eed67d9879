/** A note as it was written: any script, any direction, breaking where it must. */
export function Note({ text, className = "" }: { text: string; className?: string }) {
  return (
    <p dir="auto" className={`max-w-prose text-pretty wrap-anywhere ${className}`}>
      {text}
    </p>
  );
}
