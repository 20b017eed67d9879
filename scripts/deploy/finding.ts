/** One thing that a preflight or a verification looked at. A warning stops nothing; a failure stops everything. */
export type Finding = {
  level: "ok" | "warning" | "failure";
  what: string;
  says: string;
  /** What to do about it. */
  remedy?: string;
};

const MARKS = { ok: "✓", warning: "!", failure: "✗" } as const satisfies Record<Finding["level"], string>;

export const ok = (what: string, says: string): Finding => ({ level: "ok", what, says });
export const warning = (what: string, says: string, remedy?: string): Finding => ({
  level: "warning",
  what,
  says,
  remedy,
});
export const failure = (what: string, says: string, remedy?: string): Finding => ({
  level: "failure",
  what,
  says,
  remedy,
});

export const hasFailed = (findings: readonly Finding[]): boolean => findings.some(({ level }) => level === "failure");

/** As a reader sees them: one line each, and what to do under those that need it. */
export const describeFindings = (findings: readonly Finding[]): string =>
  findings
    .flatMap(({ level, what, says, remedy }) => [
      `  ${MARKS[level]} ${what}: ${says}`,
      ...(level !== "ok" && remedy ? [`      → ${remedy}`] : []),
    ])
    .join("\n");
