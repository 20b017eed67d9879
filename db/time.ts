/** Epoch milliseconds → the stored text form, ISO 8601 UTC with milliseconds. */
export const toText = (ms: number): string => new Date(ms).toISOString();

/** The stored text form → epoch milliseconds. */
export const toMs = (text: string): number => Date.parse(text);

export const toTextOrNull = (ms: number | null): string | null => (ms === null ? null : toText(ms));
export const toMsOrNull = (text: string | null): number | null => (text === null ? null : toMs(text));
