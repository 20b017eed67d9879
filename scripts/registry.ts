import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import * as z from "zod";
import { Registry } from "../lib/schemas/registry";
import { PlainError } from "./terminal";

type Problem = { offset: number; message: string };
type Path = readonly PropertyKey[];

/** A registry file; throws one PlainError that lists every problem with its line and column. */
export function parseRegistry(yamlText: string, fileName: string): Registry {
  const lines = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false });
  const syntax = syntaxProblems(document);
  if (syntax.length > 0) throw problemsError(syntax, lines, fileName);
  const parsed = Registry.safeParse(document.toJS(), { reportInput: true });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap((issue) => schemaProblems(issue, document));
  throw problemsError(problems, lines, fileName);
}

/** Reads a registry file: the one that is compiled in, or another (STATUS_REGISTRY). */
export function readRegistry(file: string): Registry {
  const name = relative(process.cwd(), file);
  try {
    return parseRegistry(readFileSync(file, "utf8"), name.startsWith("..") ? file : name);
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
    message: path.length > 0 ? `${z.core.toDotPath(path)}: ${explain(issue)}` : explain(issue),
  }));
}

function explain(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return "unknown key";
  if (issue.code !== "invalid_type") return issue.message;
  if (issue.input === undefined) return "is missing";
  const given = Array.isArray(issue.input) ? "array" : issue.input === null ? "null" : typeof issue.input;
  return given === issue.expected ? issue.message : `must be of type ${issue.expected}, not ${given}`;
}

/** The offset of the value at a path (of its key, if it has one); of a missing value, that of the nearest enclosing one. */
function offsetOf(document: Document.Parsed, path: Path): number {
  if (path.length === 0) return document.contents?.range?.[0] ?? 0;
  const [around, last] = [path.slice(0, -1), path.at(-1)];
  const parent = document.getIn(around, true);
  const pair = isMap(parent) && parent.items.find(({ key }) => isScalar(key) && key.value === last);
  const node = pair ? pair.key : isSeq(parent) && parent.get(Number(last), true);
  return isNode(node) && node.range ? node.range[0] : offsetOf(document, around);
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
