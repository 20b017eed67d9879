import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import * as z from "zod";
import { STATES } from "../../lib/core/engine/states";
import { NoteInput } from "../../lib/schemas/note";
import { PlainError } from "../terminal";

/** What an operator says of a surface while the status page does not answer. `id` is the request's, so that it counts once wherever it arrives. */
export const SpokenNote = z.strictObject({
  version: z.literal(1),
  id: z.uuid(),
  signer: z.string().min(1).max(60),
  surface_id: z.string().min(1).max(100),
  state: z.enum(STATES),
  note: NoteInput,
  at: z.iso.datetime({ offset: false }),
});
export type SpokenNote = z.infer<typeof SpokenNote>;

/** A note's file: the signature is over the exact text, so nothing has to be written the same way twice. */
const SignedFile = z.strictObject({ text: z.string().max(4_000), signature: z.base64() });

/** A new pair of ed25519 keys, as the configuration and the operator's file hold them: DER in base64. */
export function makeKeys(): { publicKey: string; privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return {
    publicKey: publicKey.export({ type: "spki", format: "der" }).toString("base64"),
    privateKey: privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"),
  };
}

/** A private key of ed25519 as `keygen` writes it, or in PEM. Anything else is a PlainError. */
function readPrivateKey(text: string): KeyObject {
  const isPem = text.includes("-----BEGIN");
  try {
    const key = isPem
      ? createPrivateKey(text)
      : createPrivateKey({ key: Buffer.from(text, "base64"), type: "pkcs8", format: "der" });
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // a format that Node does not read, such as OpenSSH's
  }
  throw new PlainError("The key is no private key of ed25519: `npm run say -- keygen` makes one.");
}

/** The public key of a private one, as config/mirror.json holds it. */
export const publicKeyOf = (privateKey: string): string =>
  createPublicKey(readPrivateKey(privateKey)).export({ type: "spki", format: "der" }).toString("base64");

export function signNote(note: SpokenNote, privateKey: string): string {
  const key = readPrivateKey(privateKey);
  const text = JSON.stringify(note);
  const signature = sign(null, Buffer.from(text), key).toString("base64");
  return `${JSON.stringify({ text, signature }, null, 2)}\n`;
}

export type Signers = Readonly<Record<string, string>>;

/** The note of a file, or why it is refused: only the key of the name that it bears makes it that person's. */
export function openNote(file: string, signers: Signers): { note: SpokenNote } | { refused: string } {
  const signed = SignedFile.safeParse(parse(file));
  if (!signed.success) return { refused: "it is not a signed note" };
  const { text, signature } = signed.data;
  const read = SpokenNote.safeParse(parse(text));
  if (!read.success) return { refused: "what it says has another shape" };
  const publicKey = Object.hasOwn(signers, read.data.signer) ? signers[read.data.signer] : undefined;
  if (publicKey === undefined) return { refused: "its signer is not in config/mirror.json" };
  return isSigned(text, signature, publicKey) ? { note: read.data } : { refused: "its signature is not its signer's" };
}

function isSigned(text: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), type: "spki", format: "der" });
    return (
      key.asymmetricKeyType === "ed25519" && verify(null, Buffer.from(text), key, Buffer.from(signature, "base64"))
    );
  } catch {
    return false;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
