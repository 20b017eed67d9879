import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inRoot } from "../../../scripts/root";
import { markdownFiles, proseOf, readDocument } from "../../support/markdown";

const FILES = markdownFiles();
const FOLDERS = readdirSync(inRoot());

/** Everything in `code` quotes, and everything in fenced blocks apart. */
const spansOf = (file: string): string[] => [...proseOf(file).matchAll(/`([^`\n]+)`/g)].map(([, span]) => span ?? "");

/** `lib/{a,b}.ts` → `lib/a.ts`, `lib/b.ts`. */
function expand(path: string): string[] {
  const [, before = "", list, after = ""] = /^(.*)\{([^}]+)\}(.*)$/.exec(path) ?? [];
  return list ? list.split(",").map((one) => `${before}${one}${after}`) : [path];
}

/** What builds and tests leave behind. */
const MADE = /^(?:\.build|test-results)\//;

/** A path of the repository: it begins with a folder or a file of the root, and nothing in it stands for something else. */
const isOurPath = (span: string): boolean =>
  /^[\w.@[\]{},/-]+$/.test(span) &&
  span.includes("/") &&
  !MADE.test(span) &&
  FOLDERS.includes(span.split("/")[0] ?? "") &&
  !/NNN/.test(span);

/** reliability.md gives its proofs by their path below test/. */
const isProof = (span: string): boolean => /^(?:unit|integration|e2e)\/[\w/.-]+\.ts$/.test(span);

/** Each name that no file of ours should have, with the file that has it. */
const inEachFile = (find: (file: string) => Iterable<string>): string[] =>
  FILES.flatMap((file) => [...new Set(find(file))].map((name) => `${file}: ${name}`));

test("Every path that a document names is there", () => {
  const missing = inEachFile((file) =>
    spansOf(file)
      .flatMap((span) => (isProof(span) ? [`test/${span}`] : isOurPath(span) ? expand(span) : []))
      .filter((path) => !["", ".ts", ".tsx"].some((end) => existsSync(inRoot(path + end)))),
  );
  expect(missing).toEqual([]);
});

test("Every npm script that a document names is there", () => {
  const scripts: Record<string, string> = JSON.parse(readFileSync(inRoot("package.json"), "utf8")).scripts;
  const missing = inEachFile((file) =>
    [...readDocument(file).matchAll(/\bnpm run ([\w:-]+)/g)]
      .map(([, name]) => name ?? "")
      .filter((name) => !(name in scripts)),
  );
  expect(missing).toEqual([]);
});

const SOURCE = sourceText();
/** Settings of others, which runbooks tell operators of. */
const THEIRS = ["APP_KEY", "STATUS_WORKER_URL"];

function sourceText(): string {
  const folders = ["app", "components", "db", "lib", "migrations", "scripts", "test", ".github", ".ci"];
  const files = folders
    .filter((folder) => existsSync(inRoot(folder)))
    .flatMap((folder) =>
      readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(?:ts|tsx|mjs|sql|ya?ml|sh|json)$/.test(entry.name))
        .filter((entry) => !entry.parentPath.includes("test/unit/docs") && !entry.parentPath.includes("node_modules"))
        .map((entry) => `${entry.parentPath}/${entry.name}`),
    );
  const root = ["wrangler.toml", "worker.ts", "package.json", "next.config.ts", "playwright.config.ts"].map((name) =>
    inRoot(name),
  );
  return [...files, ...root].map((path) => readFileSync(path, "utf8")).join("\n");
}

test("Every variable that a document names is one that something reads", () => {
  const variables = (text: string) => text.match(/\b[A-Z][A-Z\d]+(?:_[A-Z\d]+)+\b/g) ?? [];
  const known = new Set([...variables(SOURCE), ...THEIRS]);
  expect(
    inEachFile((file) =>
      spansOf(file)
        .flatMap(variables)
        .filter((name) => !known.has(name)),
    ),
  ).toEqual([]);
});

/** Answered by the launcher or by others, or no address at all (the vault has paths, too). */
const ELSEWHERE = /^\/(?:cdn-cgi|_next|tmp|proc|MooseQuest|raxx)\//;
/** The routes that answer 404. */
const NOBODY = ["/api/[...path]", "/internal/[...path]"];
const ROUTES = routes();

/** What answers: the routes and pages of app/, and what lies in public/ or is made by Next from app/. */
function routes(): string[] {
  const addresses = readdirSync(inRoot("app"), { recursive: true, encoding: "utf8" })
    .filter((name) => /(?:route\.ts|page\.tsx)$/.test(name))
    .map((name) => `/${name.replace(/\/?(?:route\.ts|page\.tsx)$/, "").replace(/^\(\w+\)\/?/, "")}`);
  const files = readdirSync(inRoot("public"), { recursive: true, encoding: "utf8" }).map((name) => `/${name}`);
  return [...addresses.filter((address) => !NOBODY.includes(address)), ...files, "/sitemap.xml"];
}

const literally = (text: string): string => text.replace(/[.?+^$()|\\]/g, "\\$&");

/** An address with its parameters (`{id}`, `<token>`, `*`, `…`) as a pattern; one that others begin with counts, too. */
const asPattern = (address: string): RegExp =>
  new RegExp(
    `^${literally(address.replace(/\?.*$/, "").replace(/\/$/, "")).replace(/\{[^}]*\}|<[^>]*>|[*…]/g, "[^/]+")}(?:/|$)`,
  );

const isAnswered = (address: string): boolean => {
  const steps = address.replace(/\?.*$/, "");
  return ROUTES.some((route) => {
    const pattern = new RegExp(
      `^${literally(route)
        .replace(/\[\w+\]/g, "[^/]+")
        .replace(/\[\\.\\.\\.\w+\]/, ".+")}/?$`,
    );
    return pattern.test(steps) || asPattern(address).test(route.replace(/\[[\w.]+\]/g, "x.json"));
  });
};

test("Every address that a document names is answered by a route or a page of ours", () => {
  const unanswered = inEachFile((file) =>
    spansOf(file)
      .map((span) => span.replace(/^(?:[A-Z]+, )?(?:GET|POST|DELETE|HEAD|PUT) /, ""))
      .filter((span) => /^\/[a-z]\S*$/.test(span) && !ELSEWHERE.test(span))
      .filter((address) => !isAnswered(address)),
  );
  expect(unanswered).toEqual([]);
});
