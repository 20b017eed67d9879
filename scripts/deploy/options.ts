import { parseArgs } from "node:util";
import { PlainError } from "../terminal";
import { ENVIRONMENTS, type Environment } from "./target";

export type DeployOptions = { environment: Environment; isDryRun: boolean };

const USAGE = `npm run deploy -- --env production|staging [--dry-run]

--dry-run  does all that needs no account: builds, bundles, checks the configuration, prints the plan; deploys nothing`;

const isEnvironment = (text: string | undefined): text is Environment =>
  (ENVIRONMENTS as readonly (string | undefined)[]).includes(text);

/** Reads the command line of `npm run deploy`. */
export function readOptions(args: string[]): DeployOptions {
  try {
    const options = { env: { type: "string" }, "dry-run": { type: "boolean", default: false } } as const;
    const { values } = parseArgs({ args, options });
    if (!isEnvironment(values.env)) throw new PlainError(`--env must be one of: ${ENVIRONMENTS.join(", ")}.`);
    return { environment: values.env, isDryRun: values["dry-run"] };
  } catch (error) {
    throw new PlainError(`${(error as Error).message}\n\n${USAGE}`);
  }
}
