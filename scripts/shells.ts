import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SLOT_HTML } from "../components/status/live-data";
import { type BuiltShells, Shells } from "../lib/http/shell";
import { LANGUAGES, type Language } from "../lib/schemas/language";
import { startLocalServer } from "./local-server";
import type { Build } from "./make-build";
import { PlainError } from "./terminal";

/** The front page's shell in each language, as the build's own Next renders it: so that no reader waits for that (docs/decisions/024). */
export async function renderShells(build: Build): Promise<BuiltShells["shells"]> {
  const dataDir = mkdtempSync(join(tmpdir(), "raxx-status-shells-"));
  const server = await startLocalServer({ build, dataDir, variables: {} }, 0);
  try {
    const shells: [language: string, html: string][] = [];
    for (const language of LANGUAGES) shells.push([language, await renderShell(server.url, language)]);
    return Object.fromEntries(shells);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function renderShell(url: string, language: Language): Promise<string> {
  const answer = await fetch(`${url}/cdn-cgi/handler/shell`, { headers: { "Accept-Language": language } });
  const html = await answer.text();
  if (!answer.ok) throw new PlainError(`The front page's shell (${language}) can't be rendered: ${answer.status}`);
  await new Shells(SLOT_HTML).of({ language, isChosen: false }, async () => html); // one that can't be cut ends the build
  return html;
}
