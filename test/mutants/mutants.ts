import { CORE } from "./core";
import type { Mutant } from "./mutant";
import { OUTPUT } from "./output";
import { SERVER } from "./server";
import { SERVICES } from "./services";

/** Every small breakage that the suites must notice. */
export const MUTANTS: readonly Mutant[] = [...CORE, ...SERVICES, ...OUTPUT, ...SERVER];
