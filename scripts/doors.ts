import { globSync } from "node:fs";
import { dirname } from "node:path";
import { ROOT } from "./root";

/** The module that names every `route.ts` below `app/` by its path: the folders say which URLs exist, and nothing else does. */
export function listDoors(): string {
  const files = globSync("app/**/route.ts", { cwd: ROOT }).sort();
  const rows = files.map((file) => {
    const folder = dirname(file);
    return `  ${JSON.stringify(folder.replace(/^app/, ""))}: () => import(${JSON.stringify(`@/${folder}/route`)}),`;
  });
  return `import type { DoorTable } from "@/lib/http/find-door";\n\nexport const DOORS: DoorTable = {\n${rows.join("\n")}\n};\n`;
}
