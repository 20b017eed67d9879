/** One small breakage of one file, and the suites of which one must notice it. */
export type Mutant = {
  file: string;
  /** Stands exactly once in the file. */
  find: string;
  replacement: string;
  why: string;
  /** Parts of paths of test files. */
  suites: readonly string[];
  /** How the names of the tests begin that must notice, where a suite has many that are slow. */
  tests?: string;
};

type Row = readonly [find: string, replacement: string, why: string, ...suites: string[]];

/** Breakages of one file; a row without suites of its own is noticed by those of the file. `suite#name` is of one suite the tests so called. */
export const mutantsOf = (file: string, suites: readonly string[], ...rows: readonly Row[]): Mutant[] =>
  rows.map(([find, replacement, why, ...own]) => ({
    file,
    find,
    replacement,
    why,
    ...readSuites(own.length > 0 ? own : suites),
  }));

function readSuites(named: readonly string[]): Pick<Mutant, "suites" | "tests"> {
  const tests = named[0]?.split("#")[1];
  const suites = named.map((suite) => `${suite.split("#")[0]}.test.ts`);
  return tests === undefined ? { suites } : { suites, tests };
}

/** The text with the breakage in it. @throws where `find` is missing, or stands there more than once */
export function breakText({ file, find, replacement }: Mutant, text: string): string {
  const count = text.split(find).length - 1;
  if (count !== 1) throw new Error(`${file}: ${JSON.stringify(find)} stands there ${count} times, not once`);
  return text.replace(find, () => replacement);
}
