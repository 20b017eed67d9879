import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout's root. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** A path inside the checkout. */
export const inRoot = (...path: string[]): string => join(ROOT, ...path);

/** The migrations of this checkout, in the order in which they are applied. */
export const listMigrations = (): string[] =>
  readdirSync(inRoot("migrations"))
    .filter((name) => name.endsWith(".sql"))
    .sort();

/** The triggers that the migrations create and do not drop. */
export function listTriggers(): string[] {
  const names = new Set<string>();
  for (const file of listMigrations()) {
    const sql = readFileSync(inRoot("migrations", file), "utf8");
    for (const [, op, name = ""] of sql.matchAll(/\b(CREATE|DROP) TRIGGER (?:IF (?:NOT )?EXISTS )?[`"]?(\w+)/gi))
      if (op?.toUpperCase() === "CREATE") names.add(name);
      else names.delete(name);
  }
  return [...names].sort();
}

/** Writes a file only if its content changes, so that file watchers and hashes stay quiet. */
export function writeIfChanged(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
