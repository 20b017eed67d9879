import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inRoot } from "../../scripts/root";

type Locked = { version?: string; resolved?: string; integrity?: string; link?: boolean; inBundle?: boolean };

const LOCKS = ["package-lock.json", "test/bench/package-lock.json"];
const lockOf = (file: string) =>
  JSON.parse(readFileSync(inRoot(file), "utf8")) as { lockfileVersion: number; packages: Record<string, Locked> };
const packagesOf = (file: string) => Object.entries(lockOf(file).packages).filter(([path]) => path !== "");

test.each(LOCKS)("%s pins each package to bytes: a version, and their hash", (file) => {
  expect(lockOf(file).lockfileVersion).toBe(3);
  expect(packagesOf(file).length).toBeGreaterThan(50);
  const loose = packagesOf(file).filter(
    ([, { version, integrity, inBundle }]) =>
      !/^\d+\.\d+\.\d+/.test(version ?? "") || (!inBundle && !integrity?.startsWith("sha512-")),
  );
  expect(loose).toEqual([]);
});

test.each(LOCKS)("%s takes nothing from a repository, a path or a stranger's host", (file) => {
  const foreign = packagesOf(file).filter(
    ([, { resolved = "", link }]) => link || !/^(?:$|https:\/\/registry\.npmjs\.org\/)/.test(resolved),
  );
  expect(foreign).toEqual([]);
});

test("package.json names exact versions, and nothing but versions", () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
  const versions = Object.entries<string>({ ...dependencies, ...devDependencies });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
});
