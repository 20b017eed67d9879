/** What a template leaves blank: what it is about, and the time of day with its zone. */
export const TEMPLATE_BLANKS = ["surface", "time"] as const;
export type TemplateBlank = (typeof TEMPLATE_BLANKS)[number];

const BLANK = /\{([^{}]*)\}/g;

/** The names of a template's blanks, known or not. */
export const blanksOf = (template: string): string[] => [...template.matchAll(BLANK)].map(([, name = ""]) => name);

/** A template with its blanks filled. */
export const fillTemplate = (template: string, values: Readonly<Record<TemplateBlank, string>>): string =>
  TEMPLATE_BLANKS.reduce((text, blank) => text.replaceAll(`{${blank}}`, values[blank]), template);
