import { readdirSync, readFileSync } from "node:fs";
import { inRoot } from "../../scripts/root";

/** A fenced block; `line` is that of its first line of text, counted from 1. */
export type Block = { file: string; line: number; language: string; text: string };

const NOT_OURS = /^(?:node_modules|\.|test-results)/;

/** Every Markdown file of the checkout, by its path from the root. */
export function markdownFiles(): string[] {
  const entries = readdirSync(inRoot(), { withFileTypes: true }).filter(({ name }) => !NOT_OURS.test(name));
  return entries
    .flatMap((entry) =>
      entry.isDirectory()
        ? readdirSync(inRoot(entry.name), { recursive: true, encoding: "utf8" }).map((name) => `${entry.name}/${name}`)
        : [entry.name],
    )
    .filter((name) => name.endsWith(".md") && !name.includes("node_modules"))
    .sort();
}

export const readDocument = (file: string): string => readFileSync(inRoot(file), "utf8");

/** The fenced blocks of a document, in order. */
export function blocksOf(file: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  let indent = 0;
  for (const [i, line] of readDocument(file).split("\n").entries()) {
    const fence = /^\s*```(\w*)/.exec(line);
    if (open && fence) {
      blocks.push(open);
      open = null;
    } else if (fence) {
      open = { file, line: i + 2, language: fence[1] ?? "", text: "" };
      indent = line.indexOf("`");
    } else if (open) open.text += `${line.slice(indent)}\n`;
  }
  if (open) throw new Error(`${file}:${open.line - 1}: a fenced block without an end`);
  return blocks;
}

/** A document without its fenced blocks: what is left of them are empty lines, so that lines keep their numbers. */
export const proseOf = (file: string): string =>
  readDocument(file).replace(/^ *```[\s\S]*?^ *```/gm, (block) => block.replace(/[^\n]/g, ""));
