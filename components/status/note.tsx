type Props = { text: string; lang?: string; className?: string };

/** A note as it was written: any script, any direction, breaking where it must. `lang` where it is known. */
export function Note({ text, lang, className = "" }: Props) {
  return (
    <p dir="auto" lang={lang} className={className ? `note ${className}` : "note"}>
      {text}
    </p>
  );
}
