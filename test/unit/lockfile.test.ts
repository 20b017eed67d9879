import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inRoot } from "../../scripts/root";

type Locked = { version?: string; resolved?: string; integrity?: string; link?: boolean; inBundle?: boolean };

const lock: { lockfileVersion: number; packages: Record<string, Locked> } = JSON.parse(
  readFileSync(inRoot("package-lock.json"), "utf8"),
);
const packages = Object.entries(lock.packages).filter(([path]) => path !== "");

test("The lock file pins each package to bytes: a version, and their hash", () => {
  expect(lock.lockfileVersion).toBe(3);
  expect(packages.length).toBeGreaterThan(50);
  const loose = packages.filter(
    ([, { version, integrity, inBundle }]) =>
      !/^\d+\.\d+\.\d+/.test(version ?? "") || (!inBundle && !integrity?.startsWith("sha512-")),
  );
  expect(loose).toEqual([]);
});

test("The lock file takes nothing from a repository, a path or a stranger's host", () => {
  const foreign = packages.filter(
    ([, { resolved = "", link }]) => link || !/^(?:$|https:\/\/registry\.npmjs\.org\/)/.test(resolved),
  );
  expect(foreign).toEqual([]);
});

test("package.json names exact versions, and nothing but versions", () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
  const bench = JSON.parse(readFileSync(inRoot("test", "bench", "package.json"), "utf8"));
  const versions = Object.entries<string>({ ...dependencies, ...devDependencies, ...bench.dependencies });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
});
