import { LOCAL_SECRETS, type Variables } from "./local-settings";

type Welcome = { url: string; dataDir: string; isCronOn: boolean; variables: Variables };

/** A shell substitution that reads the write token from a file without printing it. */
const tokenIn = (file: string): string => `$(sed -n 's/^STATUS_INTERNAL_WRITE_TOKEN=//p' ${file})`;

/** A curl command that overrides a surface. */
const overrideCommand = (url: string, token: string, claim: string): string =>
  `curl -X POST ${url}/api/internal/status/update-surface \\
       -H "Content-Type: application/json" \\
       -H "X-Internal-Status-Token: ${token}" \\
       -d '${claim}'`;

const sqlCommand = (dataDir: string, sql: string): string =>
  `npx wrangler d1 execute raxx-status-db --local --persist-to ${dataDir} \\
       --command "${sql}"`;

function describeSecrets(variables: Variables): string {
  const closed = LOCAL_SECRETS.filter((name) => !variables[name]).join(", ");
  const given = LOCAL_SECRETS.filter((name) => variables[name] && process.env[name]).join(", ");
  const notes = [given && `from the environment: ${given}`, closed && `not set, so their endpoints are off: ${closed}`];
  return [".dev.vars", ...notes.filter(Boolean)].join("; ");
}

/** How to reach /ops; no operator can sign in unless one is configured. */
function operatorsAt(url: string, { OPS_LOCAL_OPERATOR: operator, ACCESS_AUD: access }: Variables): string {
  if (operator) return `${url}/ops as ${operator}`;
  return access ? `${url}/ops by Cloudflare Access` : "OPS_LOCAL_OPERATOR=name@example.com npm start opens /ops";
}

/** Prints the URLs, the data directory and three commands to try; never the values of secrets. */
export function printWelcome({ url, dataDir, isCronOn, variables }: Welcome): void {
  const token = process.env.STATUS_INTERNAL_WRITE_TOKEN ? "$STATUS_INTERNAL_WRITE_TOKEN" : tokenIn(".dev.vars");
  const claim = `{"surface_id": "app-raxx-app", "state": "DEGRADED", "state_source": "manual", "actor": "ops", "public_note": "Investigating login issues"}`;
  const sql = "SELECT surface_id, state, state_since, public_note FROM surface_state ORDER BY surface_id;";
  console.log(`
  Status page   ${url}/
  Operators     ${operatorsAt(url, variables)}
  Secrets       ${describeSecrets(variables)}
  Data          ${dataDir}
  Cron          ${isCronOn ? "each minute" : `on request: curl '${url}/cdn-cgi/handler/scheduled?time=<ms>'`}

  Three commands to try:

  1. The public API
     curl -s ${url}/api/status/public/surfaces

  2. A manual override (then reload the page; state OPERATIONAL clears it)
     ${overrideCommand(url, token, claim)}

  3. The rows in the database
     ${sqlCommand(dataDir, sql)}
`);
}

type DemoWelcome = { url: string; dataDir: string; secretsFile: string; operator: string; steps: readonly string[] };

/** The same for a demo, with its timeline. */
export function printDemoWelcome({ url, dataDir, secretsFile, operator, steps }: DemoWelcome): void {
  const claim = `{"surface_id": "docs-raxx-app", "state": "PARTIAL", "state_source": "manual", "actor": "ops", "public_note": "Search finds nothing"}`;
  const sql =
    "SELECT effective_at, surface_id, previous_state, new_state, note FROM status_audit_log ORDER BY id DESC LIMIT 20;";
  console.log(`
  A demo: all of its data is made up, and every page says so.

  Status page   ${url}/            (leave it open: it updates itself)
  History       ${url}/history
  Operators     ${url}/ops         as ${operator}
  API           ${url}/docs/api
  Secrets       ${secretsFile}
  Data          ${dataDir}

  At once: a partial outage by a ticket (Market Data Feed), a partner's incident (Hosting Platform), an unknown state
  (Secrets Management), maintenance in progress and scheduled, an override that expires (Support Tickets).

  Then, every four minutes:

${steps.map((step) => `  in ${step}`).join("\n")}

  What you do at ${url}/ops stays: the script does not replace an override. Or use the API:

     ${overrideCommand(url, tokenIn(secretsFile), claim)}

     ${sqlCommand(dataDir, sql)}
`);
}
