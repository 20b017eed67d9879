/** The result of one check of a preflight or a verification. Only a failure stops the deployment. */
export type Finding = {
  level: "ok" | "warning" | "failure";
  what: string;
  says: string;
  /** What to do about it. */
  remedy?: string;
};

const MARKS = { ok: "✓", warning: "!", failure: "✗" } as const satisfies Record<Finding["level"], string>;

const reporter =
  (level: Finding["level"]) =>
  (what: string, says: string, remedy?: string): Finding => ({ level, what, says, remedy });
export const [ok, warning, failure] = [reporter("ok"), reporter("warning"), reporter("failure")];

export const hasFailed = (findings: readonly Finding[]): boolean => findings.some(({ level }) => level === "failure");

/** One line for each finding, with the remedy below a warning or a failure. */
export const describeFindings = (findings: readonly Finding[]): string =>
  findings
    .flatMap(({ level, what, says, remedy }) => [
      `  ${MARKS[level]} ${what}: ${says}`,
      ...(level !== "ok" && remedy ? [`      → ${remedy}`] : []),
    ])
    .join("\n");
