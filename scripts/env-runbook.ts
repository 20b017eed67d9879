import { environmentRunbook } from "../lib/configuration/runbook";
import { inRoot } from "./root";
import { writeIfChanged } from "./write-if-changed";

// `node --import tsx scripts/env-runbook.ts`: the env-bootstrap checklist, from the one declaration.
writeIfChanged(inRoot("docs", "runbooks", "env-bootstrap.md"), environmentRunbook());
