import { createHash, randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { createServer, type TLSSocket } from "node:tls";
import { makeCertificate } from "../support/certificate";
import { type Asked, type FakeServer, type Reply, startFakeServer } from "./server";

/**
 * Chromium's push service on this machine: the three services of Google's that it speaks with (check-in, registration, and the
 * connection through which messages come), and the address to which a site sends. Messages' numbers are those of the published
 * `checkin.proto` and `mcs.proto`; of what the browser says, only what a test needs is read.
 */
export type PushService = {
  /** The browser's switches that lead it here. */
  switches: string[];
  /** Takes `POST /fcm/send/…`, as the hosts of `PUSH_HOSTS` do. */
  server: FakeServer;
  /** What sites have sent. */
  sent: () => Asked[];
  stop: () => Promise<void>;
};

/** Where a site sends to: to the first for Chrome; to the second for a Chromium that is no release of Google's. */
export const PUSH_HOSTS = ["fcm.googleapis.com", "jmt17.google.com"];

/** One field of a protocol buffer: a number, 64 bits, or bytes with their length. */
type Field = [number: number, value: number | bigint | string | Buffer];

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest & 127) | 128);
  }
}

function encode(...fields: Field[]): Buffer {
  const parts = fields.flatMap(([number, value]) => {
    if (typeof value === "number") return [varint(number << 3), varint(value)];
    if (typeof value === "bigint") {
      const fixed = Buffer.alloc(8);
      fixed.writeBigUInt64LE(value);
      return [varint((number << 3) | 1), fixed];
    }
    const bytes = Buffer.from(value as string);
    return [varint((number << 3) | 2), varint(bytes.length), bytes];
  });
  return Buffer.concat(parts);
}

const VERSION = 41;
const [LOGIN_RESPONSE, DATA_MESSAGE] = [3, 8];

const frame = (tag: number, message: Buffer) => Buffer.concat([Buffer.from([tag]), varint(message.length), message]);

/** What a browser registered: whose messages it takes, and for which of its subscriptions. */
type Registration = { sender: string; category: string; subtype: string };

const asMessage = ({ sender, category, subtype }: Registration, { headers, bytes }: Asked): Buffer =>
  frame(
    DATA_MESSAGE,
    encode(
      [3, sender],
      [5, category],
      [7, encode([1, "subtype"], [2, subtype])],
      [7, encode([1, "content-encoding"], [2, String(headers["content-encoding"])])],
      [9, randomBytes(8).toString("hex")],
      [21, bytes],
    ),
  );

/** Starts the service for one browser, which gets what is sent to its endpoints once it is connected. */
export async function startPushService(): Promise<PushService> {
  const registrations = new Map<string, Registration>();
  const browsers = new Set<TLSSocket>();
  /** Messages for a browser that is not connected yet. */
  const waiting: Buffer[] = [];

  const checkIn = () => ({ bytes: encode([1, 1], [3, Date.now() % 2 ** 31], [7, 1n], [8, 1n]) });

  const register = ({ body }: Asked): Reply => {
    const form = new URLSearchParams(body);
    const token = createHash("sha256").update(body).digest("base64url");
    const { sender, app, "X-subtype": subtype } = Object.fromEntries(form);
    registrations.set(token, { sender: sender ?? "", category: app ?? "", subtype: subtype ?? "" });
    return { body: `token=${token}` };
  };

  const send = (asked: Asked): Reply => {
    const registration = registrations.get(asked.path.replace("/fcm/send/", ""));
    if (!registration) return { status: 404 };
    if (!/^vapid t=.+, k=.+$/.test(asked.headers.authorization ?? "") || !asked.headers.ttl) return { status: 400 };
    const message = asMessage(registration, asked);
    if (browsers.size === 0) waiting.push(message);
    for (const browser of browsers) browser.write(message);
    return { status: 201 };
  };

  const server = await startFakeServer({ "/checkin": checkIn, "/register": register }, 0, send);

  const connection = createServer(makeCertificate(), (browser) => {
    browser.once("data", () => {
      browser.write(Buffer.concat([Buffer.from([VERSION]), frame(LOGIN_RESPONSE, encode([1, "login"])), ...waiting]));
      waiting.length = 0;
      browsers.add(browser);
    });
    browser.once("close", () => browsers.delete(browser)).on("error", () => {});
  });
  await new Promise<void>((resolve) => connection.listen(0, "127.0.0.1", resolve));

  return {
    switches: [
      `--gcm-checkin-url=${server.url}/checkin`,
      `--gcm-registration-url=${server.url}/register`,
      `--gcm-mcs-endpoint=https://127.0.0.1:${(connection.address() as AddressInfo).port}`,
      "--ignore-certificate-errors",
    ],
    server,
    sent: () => server.asked.filter(({ path }) => path.startsWith("/fcm/send/")),
    stop: async () => {
      for (const browser of browsers) browser.destroy();
      await new Promise((resolve) => connection.close(resolve));
      await server.stop();
    },
  };
}
