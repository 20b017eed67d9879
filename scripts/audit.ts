import { readFileSync } from "node:fs";
import * as z from "zod";
import { inRoot } from "./root";
import { parseJson, run } from "./run";
import { main, PlainError, say } from "./terminal";

const EXCEPTIONS = "config/audit-exceptions.json";

const Advisory = z.object({ url: z.string(), title: z.string(), severity: z.string(), name: z.string() });

/** The fields of `npm audit --json` that are read: each package's advisories, and the names of the packages that bring them. */
export const AuditReport = z.object({
  vulnerabilities: z.record(z.string(), z.object({ via: z.array(z.union([Advisory, z.string()])) })),
});

/** config/audit-exceptions.json: an advisory that does not affect this app, the reason, and the date on which to review it. */
export const AuditExceptions = z.array(
  z.strictObject({
    advisory: z.string().regex(/^GHSA(?:-[0-9a-z]{4}){3}$/),
    package: z.string().min(1),
    reason: z.string().min(20),
    until: z.iso.date(),
  }),
);

const BLOCKING = ["high", "critical"];

/** The faults on a day (`2026-11-26`): blocking advisories without a valid exception, and exceptions without an advisory. */
export function auditFaults(
  { vulnerabilities }: z.infer<typeof AuditReport>,
  exceptions: z.infer<typeof AuditExceptions>,
  today: string,
): string[] {
  const advisories = Object.values(vulnerabilities).flatMap(({ via }) => via.filter((it) => typeof it !== "string"));
  const found = advisories.filter(({ severity }) => BLOCKING.includes(severity));
  const blocking = new Map(found.map((it) => [it.url.split("/").at(-1) ?? "", it]));
  const faults: string[] = [];
  for (const [id, { name, severity, title }] of blocking) {
    const exception = exceptions.find(({ advisory, package: excused }) => advisory === id && excused === name);
    if (!exception) faults.push(`${name}: ${severity}, ${title} (${id})`);
    else if (exception.until < today) faults.push(`${name}: the exception for ${id} ended on ${exception.until}`);
  }
  for (const { advisory, package: excused } of exceptions)
    if (!blocking.has(advisory)) faults.push(`${excused}: ${advisory} is no longer reported; remove its exception`);
  return faults;
}

// `npm run audit`: reads the registry's advisories for the lockfile's packages; fails on a blocking one without an exception.
async function audit(): Promise<void> {
  const exceptions = AuditExceptions.parse(JSON.parse(readFileSync(inRoot(EXCEPTIONS), "utf8")));
  const { output } = await run("npm", ["audit", "--json", "--loglevel=silent"]);
  const report = AuditReport.safeParse(parseJson(output));
  if (!report.success) throw new PlainError("npm audit got no report from the registry. Try again.");
  const faults = auditFaults(report.data, exceptions, new Date().toISOString().slice(0, 10));
  if (faults.length > 0)
    throw new PlainError(
      `${faults.join("\n")}\nUpdate the package, or explain in ${EXCEPTIONS} why it can't affect this app.`,
    );
  say(`No high or critical advisory without an explanation (${exceptions.length} explained)`);
}

if (import.meta.main) await main(audit);
