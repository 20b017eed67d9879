import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import type { z } from "zod";
import { Registry, type SurfaceEntry } from "../lib/schemas/registry";
import { writeIfChanged } from "./root";
import { PlainError } from "./terminal";

type Problem = { offset: number; message: string };
type Path = readonly PropertyKey[];

/** The surfaces of a registry file; throws one PlainError that lists every problem with its line and column. */
export function parseRegistry(yamlText: string, fileName: string): SurfaceEntry[] {
  const lines = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false });
  const syntax = syntaxProblems(document);
  if (syntax.length > 0) throw problemsError(syntax, lines, fileName);
  const parsed = Registry.safeParse(document.toJS(), { reportInput: true });
  if (parsed.success) return parsed.data.surfaces;
  const problems = parsed.error.issues.flatMap((issue) => schemaProblems(issue, document));
  throw problemsError(problems, lines, fileName);
}

/** Checks a registry file and writes its surfaces as JSON, if they differ from what is there. */
export function writeRegistry(inFile: string, outFile: string): void {
  const surfaces = parseRegistry(readFileSync(inFile, "utf8"), relative(process.cwd(), inFile));
  writeIfChanged(outFile, `${JSON.stringify(surfaces, null, 2)}\n`);
}

/** Reads another registry file (STATUS_REGISTRY), with the same checks as the one that is compiled in. */
export function readRegistry(file: string): SurfaceEntry[] {
  try {
    return parseRegistry(readFileSync(resolve(file), "utf8"), file);
  } catch (error) {
    throw new PlainError((error as Error).message);
  }
}

function syntaxProblems(document: Document.Parsed): Problem[] {
  const problems = [...document.errors, ...document.warnings].map(({ pos, message }) => ({ offset: pos[0], message }));
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) === undefined) {
        problems.push({ offset: alias.range?.[0] ?? 0, message: `no anchor "${alias.source}" before this alias` });
      }
    },
  });
  return problems;
}

function schemaProblems(issue: z.core.$ZodIssue, document: Document.Parsed): Problem[] {
  const paths = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  return paths.map((path) => ({
    offset: offsetOf(document, path),
    message: [formatPath(path), ": ", explain(issue)].join("").replace(/^: /, ""),
  }));
}

function explain(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return "unknown key";
  if (issue.code !== "invalid_type") return issue.message;
  if (issue.input === undefined) return "is missing";
  const given = Array.isArray(issue.input) ? "array" : issue.input === null ? "null" : typeof issue.input;
  return given === issue.expected ? issue.message : `must be of type ${issue.expected}, not ${given}`;
}

function offsetOf(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) return offset;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)];
      if (isMap(item) || isScalar(item) || isSeq(item) || isAlias(item)) offset = item.range?.[0] ?? offset;
      node = item;
    }
  }
  return offset;
}

function formatPath(path: Path): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "");
}

function problemsError(problems: readonly Problem[], lines: LineCounter, fileName: string): PlainError {
  const listed = [...problems]
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, message }) => {
      const { line, col } = lines.linePos(offset);
      return `${fileName}:${Math.max(1, line)}:${Math.max(1, col)} ${message}`;
    });
  return new PlainError(listed.join("\n"));
}
