import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  resolve: { alias: [{ find: /^@\//, replacement: root }] },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/unit/**/*.test.ts"],
          environment: "node",
          testTimeout: 30_000,
          isolate: false, // no test of a file changes what another imports; importing it anew for each took most of the time
          maxWorkers: 2, // left to itself, Vitest keeps one core of two free
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["test/integration/**/*.test.ts"],
          environment: "node",
          testTimeout: 120_000,
          hookTimeout: 120_000,
          isolate: false, // as above: each file has servers of its own, whose ports, data and secrets are nobody else's
          maxWorkers: 2,
        },
      },
    ],
  },
});
