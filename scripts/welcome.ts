import { LOCAL_SECRETS, type Variables } from "./local-variables";

type Welcome = { url: string; dataDir: string; isCronOn: boolean; variables: Variables };

/** How a shell gets the write token without anybody printing it. */
function tokenInShell(): string {
  return process.env.STATUS_INTERNAL_WRITE_TOKEN
    ? "$STATUS_INTERNAL_WRITE_TOKEN"
    : "$(sed -n 's/^STATUS_INTERNAL_WRITE_TOKEN=//p' .dev.vars)";
}

function describeSecrets(variables: Variables): string {
  const closed = LOCAL_SECRETS.filter((name) => !variables[name]);
  const given = LOCAL_SECRETS.filter((name) => variables[name] && process.env[name]);
  const notes = [
    given.length > 0 && `from the environment: ${given.join(", ")}`,
    closed.length > 0 && `not set, so their doors are closed: ${closed.join(", ")}`,
  ].filter(Boolean);
  return [".dev.vars", ...notes].join("; ");
}

/** Nobody is let in unless it was asked for. */
function operatorsAt(url: string, { OPS_LOCAL_OPERATOR: operator, ACCESS_AUD: access }: Variables): string {
  if (operator) return `${url}/ops as ${operator}`;
  return access ? `${url}/ops by Cloudflare Access` : "OPS_LOCAL_OPERATOR=name@example.com npm start opens /ops";
}

/** Says where everything is and what to try first; values of secrets are never printed. */
export function printWelcome({ url, dataDir, isCronOn, variables }: Welcome): void {
  console.log(`
  Status page   ${url}/
  Operators     ${operatorsAt(url, variables)}
  Secrets       ${describeSecrets(variables)}
  Data          ${dataDir}
  Cron          ${isCronOn ? "each minute" : `when asked: curl '${url}/cdn-cgi/handler/scheduled?time=<ms>'`}

  Three commands to try:

  1. What the public API says
     curl -s ${url}/api/status/public/surfaces

  2. A manual override (then reload the page; state OPERATIONAL clears it)
     curl -X POST ${url}/api/internal/status/update-surface \\
       -H "Content-Type: application/json" \\
       -H "X-Internal-Status-Token: ${tokenInShell()}" \\
       -d '{"surface_id": "app-raxx-app", "state": "DEGRADED", "state_source": "manual", "actor": "ops", "public_note": "Investigating login issues"}'

  3. The rows behind it
     npx wrangler d1 execute raxx-status-db --local --persist-to ${dataDir} \\
       --command "SELECT surface_id, state, state_since, public_note FROM surface_state ORDER BY surface_id;"
`);
}
