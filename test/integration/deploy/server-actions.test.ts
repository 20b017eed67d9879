import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ensureBuild } from "../../../scripts/ensure-build";
import { inRoot } from "../../../scripts/root";

type Manifest = { encryptionKey: string; node: Record<string, { filename: string; exportedName: string }> };

it("server actions are named by what they are and not by their build, so that a deployment breaks no open form", async () => {
  await ensureBuild();
  const text = readFileSync(inRoot(".next", "server", "server-reference-manifest.json"), "utf8");
  const { encryptionKey, node } = JSON.parse(text) as Manifest;
  expect(encryptionKey).toBe(createHash("sha256").update("raxx-status: server actions").digest("base64"));
  const actions = Object.entries(node);
  expect(actions.map(([, { exportedName }]) => exportedName).sort()).toEqual([
    "acknowledgeAlert",
    "invalidateAll",
    "muteAlerts",
    "resendFailed",
    "runJob",
    "stepImport",
    "stepWrite",
  ]);
  for (const [id, { filename, exportedName }] of actions) {
    const named = createHash("sha1")
      .update(`${encryptionKey}${inRoot(filename)}:${exportedName}`)
      .digest("hex");
    expect([exportedName, id.slice(2)]).toEqual([exportedName, named]); // behind a byte about its arguments
  }
});
