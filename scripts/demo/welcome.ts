import { stepsOf } from "./timeline";

type Welcome = { url: string; dataDir: string; secretsFile: string; operator: string };

const script = (): string =>
  stepsOf(0)
    .map(({ atS, says }) => `  in ${String(atS).padStart(3)} s   ${says}`)
    .join("\n");

/** Says where everything is, what is about to happen, and what to try; values of secrets are never printed. */
export function printDemoWelcome({ url, dataDir, secretsFile, operator }: Welcome): void {
  console.log(`
  A demo: everything in it is made up, and every page says so.

  Status page   ${url}/            (leave it open: it follows)
  History       ${url}/history
  Operators     ${url}/ops         as ${operator}
  API           ${url}/docs/api
  Secrets       ${secretsFile}
  Data          ${dataDir}

  At once: a partial outage by a ticket (Market Data Feed), a partner's incident (Hosting Platform), an unknown one
  (Secrets Management), maintenance that runs and that is to come, an override that expires (Support Tickets).

  Then, each four minutes:

${script()}

  What you do at ${url}/ops stays: the script gives way to an override. Or, by the API:

     curl -X POST ${url}/api/internal/status/update-surface \\
       -H "Content-Type: application/json" \\
       -H "X-Internal-Status-Token: $(sed -n 's/^STATUS_INTERNAL_WRITE_TOKEN=//p' ${secretsFile})" \\
       -d '{"surface_id": "docs-raxx-app", "state": "PARTIAL", "state_source": "manual", "actor": "ops", "public_note": "Search finds nothing"}'

     npx wrangler d1 execute raxx-status-db --local --persist-to ${dataDir} \\
       --command "SELECT effective_at, surface_id, previous_state, new_state, note FROM status_audit_log ORDER BY id DESC LIMIT 20;"
`);
}
