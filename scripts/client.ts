import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import tailwind from "@tailwindcss/postcss";
import { build, transform } from "esbuild";
import postcss from "postcss";
import { minify } from "terser";
import { toPageTexts } from "../lib/output/page-layout";
import { LANGUAGES } from "../lib/schemas/language";
import type { Registry } from "../lib/schemas/registry";
import { inRoot, writeIfChanged } from "./root";

/** The folder of the bundles until the build copies them to its static files, and the path under which they are served. */
export const CLIENT_FILES = inRoot("lib", "generated", "client");
const SERVED = "/_status/";

const ENTRIES = ["front", "page"];
const STYLES = ["public", "front", "docs", "subscribe"];
/** Browsers that know popovers and `Map.groupBy`, as the pages do. */
const TARGET = ["chrome117", "firefox121", "safari17.4"];

type Entry = { src: string; imports: string[] };

/** Bundles the public pages' scripts and styles, and lists them in lib/generated/client.json (docs/decisions/024). */
export async function writeClient(
  version: string,
  messages: Record<string, object>,
  registry: Registry,
): Promise<void> {
  rmSync(CLIENT_FILES, { recursive: true, force: true });
  mkdirSync(CLIENT_FILES, { recursive: true });
  const manifest = {
    build: version,
    start: await bundleStart(),
    entries: await bundleEntries(),
    messages: writeTexts(messages, registry),
    later: writeFile("later", "css", (await styleOf(sheet("later"))).text),
    styles: Object.fromEntries(
      await Promise.all(STYLES.map(async (name) => [name, await styleOf(sheet(name))] as const)),
    ),
  };
  writeIfChanged(inRoot("lib", "generated", "client.json"), JSON.stringify(manifest));
}

const COMMON = {
  outdir: CLIENT_FILES,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  absWorkingDir: inRoot(),
  bundle: true,
  minify: true,
  jsx: "automatic",
  target: TARGET,
  metafile: true,
  logLevel: "warning",
} as const;

/** The script that every page names: a classic one, which knows its own element. Returns its address. */
async function bundleStart(): Promise<string> {
  const { metafile } = await build({
    ...COMMON,
    entryPoints: [inRoot("components", "client", "start.ts")],
    format: "iife",
  });
  return urlOf(Object.keys(metafile.outputs)[0] ?? "");
}

async function bundleEntries(): Promise<Record<string, Entry>> {
  const { metafile } = await build({
    ...COMMON,
    entryPoints: ENTRIES.map((name) => inRoot("components", "client", `${name}.tsx`)),
    splitting: true,
    format: "esm",
    alias: { "use-sync-external-store/shim": "react" }, // SWR brings it for React before 18
    // Without React's hook for developer tools, which readers do not need.
    define: { "process.env.NODE_ENV": '"production"', __REACT_DEVTOOLS_GLOBAL_HOOK__: "undefined" },
    legalComments: "external",
  });
  await Promise.all(
    Object.keys(metafile.outputs)
      .filter((file) => file.endsWith(".js"))
      .map(shrink),
  );
  const entries = Object.entries(metafile.outputs).flatMap(([file, { entryPoint, imports }]) => {
    if (!entryPoint) return [];
    const statics = imports.filter(({ kind }) => kind === "import-statement").map(({ path }) => urlOf(path));
    return [[basename(entryPoint, ".tsx"), { src: urlOf(file), imports: statics }] as const];
  });
  return Object.fromEntries(entries);
}

/** Terser finds 1.4 KB that esbuild leaves, zipped; the page's scripts have a limit (test/e2e/weight.spec.ts). */
async function shrink(file: string): Promise<void> {
  const path = inRoot(file);
  const { code } = await minify(readFileSync(path, "utf8"), { module: true, ecma: 2020, compress: { passes: 2 } });
  writeFileSync(path, code ?? "");
}

const urlOf = (file: string): string => SERVED + basename(file);

/** Texts that no hydrated view shows: head, demo notice, skip link, footer, missing page. */
const SERVER_ONLY =
  /^(?:demo|meta|mirror|messages\.notFound|subscribe)\.|^frame\.(?:api|description|independent|skip|times)$|^follow\.\w*[fF]eedTitle$/;

/** Each language's texts as a module of its own, which every page of that language shares: messages, and what the registry says. */
function writeTexts(
  compiled: Record<string, object>,
  { surfaces: entries, groups = [], capabilities = [] }: Registry,
): Record<string, string> {
  return Object.fromEntries(
    LANGUAGES.map((language) => {
      const texts = Object.entries(compiled[language] ?? {}).filter(([key]) => !SERVER_ONLY.test(key));
      const page = toPageTexts({ entries, groups, capabilities }, language);
      const text = `export default ${JSON.stringify(Object.fromEntries(texts))};\nexport const page = ${JSON.stringify(page)};\n`;
      return [language, writeFile(language, "js", text)];
    }),
  );
}

/** Writes a file under a name that holds its hash; returns its address. */
function writeFile(name: string, extension: string, text: string): string {
  const file = `${name}-${sha256(text).toString("hex").slice(0, 8)}.${extension}`;
  writeFileSync(join(CLIENT_FILES, file), text);
  return SERVED + file;
}

const sheet = (name: string): string => inRoot("app", "_public", `${name}.css`);

/** A style sheet, minified for inlining, and its CSP source. */
export async function styleOf(from: string): Promise<{ text: string; hash: string }> {
  const { css } = await postcss([tailwind({ optimize: false }) as never]).process(readFileSync(from, "utf8"), { from });
  const { code } = await transform(css, { loader: "css", minify: true, target: TARGET, legalComments: "none" });
  const text = inlineVariables(code.trim());
  return { text, hash: `'sha256-${sha256(text).toString("base64")}'` };
}

/** Tailwind's variables that a utility sets for others which none of our sheets combines with it. */
const UNSHARED = "--tw-(?:border-style|leading|tracking|font-weight|outline-style)";
const UNSHARED_DECLARATION = `${UNSHARED}: ?[^;}]+;?`;

/** A minified sheet with these variables' values in their places, and without the space after a variable's colon: each page has it inline. */
const inlineVariables = (css: string): string =>
  css
    .replaceAll(
      new RegExp(`@layer properties\\{@supports [^{]*\\{[^{]*\\{(?:${UNSHARED_DECLARATION})*\\}\\}\\}`, "g"),
      "",
    )
    .replaceAll(new RegExp(`@property ${UNSHARED}\\{[^}]*\\}`, "g"), "")
    .replaceAll(/var\(--tw-border-style\)/g, "solid")
    .replaceAll(/var\(--tw-(?:leading|tracking), ?([^()]+)\)/g, "$1")
    .replaceAll(new RegExp(`(?<=[{;])${UNSHARED_DECLARATION}`, "g"), "")
    .replaceAll(/(--[\w-]+): /g, "$1:");

const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();
