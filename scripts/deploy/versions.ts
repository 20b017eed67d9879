import * as z from "zod";
import type { Account } from "./account";

const Version = z.object({
  id: z.string(),
  metadata: z.object({ created_on: z.iso.datetime({ offset: true }) }),
  annotations: z.object({ "workers/triggered_by": z.string().optional() }).optional(),
});

/** A version of a Worker that can be deployed; setting or deleting a secret makes one. */
export type WorkerVersion = { id: string; createdAt: number; isSecretChange: boolean };

/** The Worker's versions that can still be deployed. */
export async function listVersions({ request, id }: Account, worker: string): Promise<WorkerVersion[]> {
  const path = `/accounts/${id}/workers/scripts/${worker}/versions?deployable=true`;
  const { items } = await request(path, z.object({ items: z.array(Version) }));
  return items.map(({ id: versionId, metadata, annotations }) => ({
    id: versionId,
    createdAt: Date.parse(metadata.created_on),
    isSecretChange: annotations?.["workers/triggered_by"] === "secret",
  }));
}

/** When secrets were changed after a version was made: it still has their old values, and a rollback to it brings them back. */
export const secretChangesSince = (versions: readonly WorkerVersion[], version: WorkerVersion): number[] =>
  versions
    .filter(({ createdAt, isSecretChange }) => isSecretChange && createdAt > version.createdAt)
    .map(({ createdAt }) => createdAt)
    .sort((a, b) => a - b);
