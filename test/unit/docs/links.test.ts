import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { inRoot } from "../../../scripts/root";
import { markdownFiles, proseOf, readDocument } from "../../support/markdown";

const LINK = /\]\((?!https?:|mailto:)([^)\s]+)\)/g;
const FILES = markdownFiles();

/** A heading's anchor as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");

const anchorsIn = (file: string): string[] =>
  [...readDocument(file).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading ?? ""));

function faultOf(file: string, target: string): string | null {
  const [path = "", anchor] = target.split("#");
  const found = path === "" ? file : normalize(join(dirname(file), path));
  if (!existsSync(inRoot(found))) return `${file}: ${target} leads nowhere`;
  if (anchor && found.endsWith(".md") && !anchorsIn(found).includes(anchor))
    return `${file}: ${target} has no such heading`;
  return null;
}

test("Every link of every document leads to something that is there", () => {
  const faults = FILES.flatMap((file) =>
    [...proseOf(file).matchAll(LINK)].map(([, target]) => faultOf(file, target ?? "")),
  );
  expect(faults.filter(Boolean)).toEqual([]);
});
