/** What a browser does with a push: the package of which web-push is made, without types of its own. */
declare module "http_ece" {
  import type { ECDH } from "node:crypto";

  const ece: {
    decrypt: (body: Buffer, keys: { version: "aes128gcm"; privateKey: ECDH; authSecret: Buffer }) => Buffer;
  };
  export default ece;
}
