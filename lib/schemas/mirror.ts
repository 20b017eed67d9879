import * as z from "zod";

/** config/mirror.json: where the copy outside this host is (null: nowhere yet), and who may speak on it: name → public key (ed25519, SPKI in base64). */
export const MirrorConfig = z.strictObject({
  address: z
    .string()
    .regex(/^https:\/\/[^/?#\s]+(?:\/[^?#\s]*)?$/, "must be an https URL")
    .nullable(),
  signers: z.record(z.string().regex(/^[\w .@-]{1,60}$/), z.base64()),
});
export type MirrorConfig = z.infer<typeof MirrorConfig>;
