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

/** The triggers that the migrations create. */
export const listTriggers = (): string[] =>
  listMigrations().flatMap((name) =>
    [...readFileSync(inRoot("migrations", name), "utf8").matchAll(/^CREATE TRIGGER IF NOT EXISTS `(\w+)`/gm)].flatMap(
      ([, trigger = ""]) => trigger,
    ),
  );

/** Writes a file only if its content changes, so that file watchers and hashes stay quiet. */
export function writeIfChanged(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
