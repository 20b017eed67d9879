import { readFileSync } from "node:fs";
import { withOptions } from "./freescout-options";
import { readRegistry } from "./registry";
import { inRoot, writeIfChanged } from "./root";

// `node --import tsx scripts/freescout-runbook.ts`: the dropdown's options in the FreeScout runbook, from the registry.
const RUNBOOK = inRoot("docs", "runbooks", "freescout-setup.md");
const entries = readRegistry(inRoot("config", "status-surfaces.yaml"));
writeIfChanged(RUNBOOK, withOptions(readFileSync(RUNBOOK, "utf8"), entries));
