import { readFileSync } from "node:fs";
import { bindingDescriptions, environmentRunbook, exampleVariables } from "../lib/platform/settings/runbook";
import { inRoot, writeIfChanged } from "./root";

const PACKAGE = inRoot("package.json");

// `node --import tsx scripts/env-runbook.ts`: regenerates every list of a deployment's variables from lib/platform/settings/variables.ts.
writeIfChanged(inRoot("docs", "runbooks", "env-bootstrap.md"), environmentRunbook());
writeIfChanged(inRoot(".dev.vars.example"), exampleVariables());
const declared = JSON.parse(readFileSync(PACKAGE, "utf8"));
const described = { ...declared, cloudflare: { bindings: bindingDescriptions() } };
writeIfChanged(PACKAGE, `${JSON.stringify(described, null, 2)}\n`);
