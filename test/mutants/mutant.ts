/** One small breakage of one file, and the suites of which one must notice it. */
export type Mutant = {
  file: string;
  /** Stands exactly once in the file. */
  find: string;
  replacement: string;
  why: string;
  /** Ends of paths of test files. */
  suites: readonly string[];
};

type Row = readonly [find: string, replacement: string, why: string, ...suites: string[]];

/** Breakages of one file; a row without suites of its own is noticed by those of the file. */
export const mutantsOf = (file: string, suites: readonly string[], ...rows: readonly Row[]): Mutant[] =>
  rows.map(([find, replacement, why, ...own]) => ({
    file,
    find,
    replacement,
    why,
    suites: (own.length > 0 ? own : suites).map((suite) => `${suite}.test.ts`),
  }));

/** The text with the breakage in it. @throws where `find` is missing, or stands there more than once */
export function breakText({ file, find, replacement }: Mutant, text: string): string {
  const count = text.split(find).length - 1;
  if (count !== 1) throw new Error(`${file}: ${JSON.stringify(find)} stands there ${count} times, not once`);
  return text.replace(find, () => replacement);
}
