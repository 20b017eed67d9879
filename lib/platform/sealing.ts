import { createHmac } from "node:crypto";

const IV_BYTES = 12;
const utf8 = new TextEncoder();

/** A key for one purpose, of the setting's text. */
const derive = (secret: string, purpose: string): Buffer => createHmac("sha256", secret).update(purpose).digest();

const toBase64Url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

/** What a private text becomes before it is stored: a keyed hash, by which it is found, and a seal, which opens again. */
export type Sealing = {
  /** The same for the same text under the same key: 43 characters. */
  hash: (text: string) => string;
  seal: (text: string) => Promise<string>;
  /** Null where the text was sealed with another key, or was changed. */
  open: (sealed: string) => Promise<string | null>;
};

/** AES-256-GCM and HMAC-SHA256 with keys that are derived from one secret. */
export function makeSealing(secret: string): Sealing {
  const hashKey = derive(secret, "raxx-status address hash");
  const raw = new Uint8Array(derive(secret, "raxx-status address seal"));
  const key = crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  return {
    hash: (text) => createHmac("sha256", hashKey).update(text).digest("base64url"),
    seal: async (text) => {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, utf8.encode(text));
      return toBase64Url(Buffer.concat([iv, new Uint8Array(sealed)]));
    },
    open: async (sealed) => {
      const bytes = new Uint8Array(Buffer.from(sealed, "base64url"));
      const [iv, text] = [bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES)];
      try {
        return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await key, text));
      } catch {
        return null;
      }
    },
  };
}

/** A new token for a link: 32 random bytes. */
export const newToken = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
