import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "../../scripts/run";
import { PlainError, say } from "../../scripts/terminal";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The browser that the machine has: CHROME_PATH, else a Chromium or Chrome where they usually are; null if none. */
export function findBrowser(): string | null {
  const given = process.env.CHROME_PATH;
  if (given && !isExecutable(given)) throw new PlainError(`CHROME_PATH names no program: ${given}`);
  const folders = (process.env.PATH ?? "").split(delimiter);
  const usual = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return given || ([...usual, ...ELSEWHERE].find(isExecutable) ?? null);
}

async function findPlaywrights(): Promise<string | null> {
  const { chromium } = await import("@playwright/test");
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

async function installChromium(): Promise<string | null> {
  say("No browser found; Playwright downloads its own");
  await run("playwright", ["install", "chromium"], { show: true });
  const own = await findPlaywrights();
  if (own || process.getuid?.() !== 0) return own;
  say("That did not work; installing Debian's Chromium (apt-get)");
  await run("apt-get", ["update", "-qq"], { show: true });
  await run("apt-get", ["install", "-y", "-qq", "chromium"], {
    show: true,
    env: { DEBIAN_FRONTEND: "noninteractive" },
  });
  return findBrowser();
}

/** Finds a browser for the end-to-end tests, or installs one. */
export async function ensureBrowser(): Promise<string> {
  const found = findBrowser() ?? (await findPlaywrights()) ?? (await installChromium());
  if (found) return found;
  throw new PlainError("No browser could be found or installed. Install Chromium, or name one: CHROME_PATH=… npm test");
}
