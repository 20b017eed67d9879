import { VARIABLES, type VariableName } from "@/lib/env";
import { CONFIGURATION, type ConfigurationItem } from "./items";

const HEAD = `# The secrets that a deployment is asked for, without their values: \`openssl rand -hex 32\` makes those that are ours.
# Made by \`node --import tsx scripts/env-runbook.ts\` from lib/env.ts; all there is to set is in docs/runbooks/env-bootstrap.md.
# A local server makes up its own in .dev.vars.
`;

const isAsked = ({ kind, severity }: ConfigurationItem): boolean => kind === "secret" && severity !== null;

/** What a stranger who deploys this for the first time is asked for. */
const ASKED = CONFIGURATION.filter(isAsked);

/** `.dev.vars.example`: the needed secrets by name, which Cloudflare's deploy button shows as a form. */
export const exampleVariables = (): string =>
  [HEAD, ...ASKED.map(({ name, feature }) => `${name}= # ${feature}`), ""].join("\n");

/** `cloudflare.bindings` of package.json: the words beside each field of that form. */
export function bindingDescriptions(): Record<string, { description: string }> {
  const flags = Object.keys(VARIABLES).filter((name) => name.startsWith("FLAG_")) as VariableName[];
  const asked = ASKED.map(({ name, feature, command, severity }) => {
    const need = severity === "critical" ? "Needed" : "May stay empty";
    const made = command.startsWith("openssl") ? " Made by `openssl rand -hex 32`." : "";
    return [name, `${need}: ${feature}.${made}`] as const;
  });
  const switched = flags.map((name) => [name, `\`1\` turns on the ${VARIABLES[name].feature}, \`0\` off.`] as const);
  return Object.fromEntries([...asked, ...switched].map(([name, description]) => [name, { description }]));
}
