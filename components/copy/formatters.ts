const kept = new Map<string, Intl.DateTimeFormat>();

/** A formatter of dates; making one takes longer than hundreds of uses, and a page shows hundreds of times. */
export function dateTimeFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const made = kept.get(key) ?? new Intl.DateTimeFormat(locale, options);
  kept.set(key, made);
  return made;
}
