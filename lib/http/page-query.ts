/** What Next hands to a page of its address's query. */
export type Query = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** A parameter that has one value; of several the first, of none "". */
export const oneOf = (value: string | string[] | undefined): string => [value].flat()[0] ?? "";

/** A parameter that may be repeated. */
export const allOf = (value: string | string[] | undefined): string[] => [value ?? []].flat();

/** The parameters that say something: what an empty field of a GET form leaves behind is left out. */
export const givenOf = (query: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (oneOf(value) ? [[name, oneOf(value)]] : [])));
