import { VARIABLES, type VariableName } from "@/lib/platform/settings/variables";
import { CONFIGURATION, type ConfigurationItem } from "./configuration";
import { describeValue, isMade } from "./values";

const HEAD = `# Env bootstrap

Made by \`node --import tsx scripts/env-runbook.ts\` from the env schema ([lib/platform/settings/variables.ts](../../lib/platform/settings/variables.ts)) and
[lib/platform/settings](../../lib/platform/settings); a test fails when they differ. \`/ops\` shows the same list with what is set and what is missing, never
a value.

Work through it from top to bottom when a new environment is set up. The commands are production's; for staging put \`--env staging\` in place of
\`--env production\` and of \`--env prod\`. Without \`--env\` wrangler takes the top of wrangler.toml, which is production's Worker.

Cloudflare gives no secret back. So one that we make is made into the vault, and put from there: whoever has to present it (Raptor, GitHub's
environment, FreeScout's webhook) gets it from the vault, too. It is made once: the command, run again, makes a new one, which is a
[rotation](rotation.md). One that another service issues goes into the vault by hand, at the path beside it, then is put.

Every variable but the flags is set as a secret, so that no value is echoed, stored in a shell's history, or written to a file in git; flags are in
wrangler.toml, where commits show who changed one and when. \`critical\`: the service does not work without it. \`warning\`: the feature in that
row is off without it. Neither: there is a default, or the secret is needed during a rotation only.
`;

const SECTIONS: readonly [title: string, fits: (item: ConfigurationItem) => boolean][] = [
  ["Bindings", ({ kind }) => kind === "binding"],
  ["Critical", ({ kind, severity }) => kind !== "binding" && severity === "critical"],
  ["Needed by a feature", ({ kind, severity }) => kind !== "binding" && severity === "warning"],
  ["Flags", ({ kind }) => kind === "flag"],
  ["May be set", ({ kind, severity }) => severity === null && kind !== "flag"],
];

function line({ name, kind, feature, severity, command }: ConfigurationItem): string {
  const { accepts, otherwise, vault } =
    name in VARIABLES ? describeValue(name as VariableName) : { accepts: "", otherwise: "", vault: null };
  const path = vault ? `\`${vault.folder}/${vault.key}\`` : "";
  const cells = ["\\[ ]", `\`${name}\``, kind, feature, accepts, otherwise, path, severity ?? "", `\`${command}\``];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

/** The checklist in docs/runbooks/env-bootstrap.md. */
export function environmentRunbook(): string {
  const sections = SECTIONS.map(([title, fits]) =>
    [
      `## ${title}`,
      "",
      "| | name | kind | needed by | accepted values | default | vault path | if missing | command |",
      "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
      ...CONFIGURATION.filter(fits).map(line),
      "",
    ].join("\n"),
  );
  return [HEAD, ...sections].join("\n");
}

const EXAMPLE_HEAD = `# The secrets that a deployment needs, without their values: \`openssl rand -hex 32\` generates those that no other service issues.
# Made by \`node --import tsx scripts/env-runbook.ts\` from lib/platform/settings/variables.ts; every setting is in docs/runbooks/env-bootstrap.md.
# A local server generates its own in .dev.vars.
`;

const isRequested = ({ kind, severity }: ConfigurationItem): boolean => kind === "secret" && severity !== null;

const ASKED = CONFIGURATION.filter(isRequested);

/** `.dev.vars.example`: the required secrets by name, which Cloudflare's deploy button shows as a form. */
export const exampleVariables = (): string =>
  [EXAMPLE_HEAD, ...ASKED.map(({ name, feature }) => `${name}= # ${feature}`), ""].join("\n");

/** `cloudflare.bindings` of package.json: the help text beside each field of that form. */
export function bindingDescriptions(): Record<string, { description: string }> {
  const flags = Object.keys(VARIABLES).filter((name) => name.startsWith("FLAG_")) as VariableName[];
  const requested = ASKED.map(({ name, feature, severity }) => {
    const need = severity === "critical" ? "Needed" : "May stay empty";
    const made = isMade(name as VariableName) ? " Made by `openssl rand -hex 32`." : "";
    return [name, `${need}: ${feature}.${made}`] as const;
  });
  const switched = flags.map((name) => [name, `\`1\` turns on the ${VARIABLES[name].feature}, \`0\` off.`] as const);
  return Object.fromEntries([...requested, ...switched].map(([name, description]) => [name, { description }]));
}
