import * as z from "zod";

const Advisory = z.object({ url: z.string(), title: z.string(), severity: z.string(), name: z.string() });

/** What `npm audit --json` answers, as far as it is read: each package's advisories, and names of packages that bring them. */
export const AuditReport = z.object({
  vulnerabilities: z.record(z.string(), z.object({ via: z.array(z.union([Advisory, z.string()])) })),
});

/** config/audit-exceptions.json: an advisory that does not reach us, why not, and until when that is believed. */
export const AuditExceptions = z.array(
  z.strictObject({
    advisory: z.string().regex(/^GHSA(?:-[0-9a-z]{4}){3}$/),
    package: z.string().min(1),
    reason: z.string().min(20),
    until: z.iso.date(),
  }),
);

const GRAVE = ["high", "critical"];

/** What must be dealt with on a day (`2026-11-26`): grave advisories that nothing explains, and explanations of nothing. */
export function auditFaults(
  { vulnerabilities }: z.infer<typeof AuditReport>,
  exceptions: z.infer<typeof AuditExceptions>,
  today: string,
): string[] {
  const advisories = Object.values(vulnerabilities).flatMap(({ via }) => via.filter((it) => typeof it !== "string"));
  const grave = new Map(
    advisories.filter(({ severity }) => GRAVE.includes(severity)).map((it) => [it.url.split("/").at(-1) ?? "", it]),
  );
  const faults: string[] = [];
  for (const [id, { name, severity, title }] of grave) {
    const exception = exceptions.find(({ advisory, package: excused }) => advisory === id && excused === name);
    if (!exception) faults.push(`${name}: ${severity}, ${title} (${id})`);
    else if (exception.until < today) faults.push(`${name}: the exception for ${id} ended on ${exception.until}`);
  }
  for (const { advisory, package: excused } of exceptions)
    if (!grave.has(advisory)) faults.push(`${excused}: ${advisory} is no longer reported; take its exception out`);
  return faults;
}
