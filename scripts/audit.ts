import { readFileSync } from "node:fs";
import { AuditExceptions, AuditReport, auditFaults } from "./audit-findings";
import { inRoot } from "./root";
import { parseJson, run } from "./run";
import { main, PlainError, say } from "./terminal";

const EXCEPTIONS = "config/audit-exceptions.json";

// `npm run audit`: asks the registry for advisories on what the lockfile names; grave ones are mended or explained.
await main(async () => {
  const exceptions = AuditExceptions.parse(JSON.parse(readFileSync(inRoot(EXCEPTIONS), "utf8")));
  const { output } = await run("npm", ["audit", "--json", "--loglevel=silent"]);
  const report = AuditReport.safeParse(parseJson(output));
  if (!report.success) throw new PlainError("The registry has no answer to npm audit, so nothing is known. Try again.");
  const faults = auditFaults(report.data, exceptions, new Date().toISOString().slice(0, 10));
  if (faults.length > 0)
    throw new PlainError(
      `${faults.join("\n")}\nUpdate the package, or explain in ${EXCEPTIONS} why it can't reach us.`,
    );
  say(`No high or critical advisory without an explanation (${exceptions.length} explained)`);
});
