/** Making a formatter takes longer than hundreds of uses, and a page formats hundreds of times; so each is made once. */
function remember<Options, Formatter>(make: (locale: Intl.LocalesArgument, options?: Options) => Formatter) {
  const cached = new Map<string, Formatter>();
  return (locale: Intl.LocalesArgument, options?: Options): Formatter => {
    const key = options === undefined ? String(locale) : `${locale} ${JSON.stringify(options)}`;
    const formatter = cached.get(key) ?? make(locale, options);
    cached.set(key, formatter);
    return formatter;
  };
}

/** A formatter of dates. */
export const dateTimeFormat = remember(
  (locale, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);

/** A formatter of numbers. */
export const numberFormat = remember(
  (locale, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);

/** A language's plurals. */
export const pluralRules = remember(
  (locale, options?: Intl.PluralRulesOptions) => new Intl.PluralRules(locale, options),
);

/** A formatter of enumerations. */
export const listFormat = remember((locale, options?: Intl.ListFormatOptions) => new Intl.ListFormat(locale, options));
