import { createSign, generateKeyPairSync } from "node:crypto";

const [INTEGER, BITS, NAME, TIME, SEQUENCE] = [0x02, 0x03, 0x06, 0x17, 0x30];
const ECDSA_WITH_SHA256 = Buffer.from("2a8648ce3d040302", "hex");

/** One value of ASN.1's DER. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const { length } = value;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}

const time = (year: number) => der(TIME, Buffer.from(`${year % 100}0101000000Z`));

/** A key and a certificate that it signs itself: for a TLS server whose clients check neither its name nor who vouches for it. */
export function makeCertificate(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = der(SEQUENCE, der(NAME, ECDSA_WITH_SHA256));
  const nobody = der(SEQUENCE);
  const year = new Date().getUTCFullYear();
  const body = der(
    SEQUENCE,
    der(INTEGER, Buffer.from([1])),
    algorithm,
    nobody,
    der(SEQUENCE, time(year - 1), time(year + 1)),
    nobody,
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = createSign("SHA256").update(body).sign(privateKey);
  const bytes = der(SEQUENCE, body, algorithm, der(BITS, Buffer.from([0]), signature));
  const base64 = bytes.toString("base64").replace(/.{64}/g, "$&\n");
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
  };
}
