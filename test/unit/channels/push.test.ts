import { createECDH, randomBytes } from "node:crypto";
import ece from "http_ece";
import { importJWK, jwtVerify } from "jose";
import { expect, it } from "vitest";
import { generateRequestDetails } from "web-push";
import { push, toNotification } from "@/lib/integrations/channels/push";
import { encryptPush } from "@/lib/integrations/channels/push-encryption";
import { outsideForFile } from "../../support/outside";
import { outgoing } from "./message";

const { world } = outsideForFile();

/** RFC 8291, appendix A: what the browser and the sender have, and what comes of it. */
const BROWSER = {
  p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
};
const SENDER = {
  publicKey: "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
  privateKey: "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
};
const SALT = "DGv6ra1nlYgDCS1FRnbzlw";
const ENCRYPTED =
  "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

const channel = push({ ...SENDER, contact: "https://status.raxx.app" });
const ENDPOINT = "https://fcm.googleapis.com/fcm/send/x";

const bytes = (text: string) => new Uint8Array(Buffer.from(text, "base64url"));

function jwkOf({ publicKey, privateKey }: typeof SENDER) {
  const point = Buffer.from(publicKey, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString("base64url"));
  return { kty: "EC", crv: "P-256", x: x ?? "", y: y ?? "", d: privateKey };
}

it("A message is encrypted as in RFC 8291", async () => {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const privateKey = await crypto.subtle.importKey("jwk", jwkOf(SENDER), curve, false, ["deriveBits"]);
  const pair = { privateKey, publicKey: bytes(SENDER.publicKey) };
  const text = new TextEncoder().encode("When I grow up, I want to be a watermelon");
  const encrypted = await encryptPush(text, BROWSER, { salt: bytes(SALT), pair });
  expect(Buffer.from(encrypted).toString("base64url")).toBe(ENCRYPTED);
});

it("A browser decrypts what we encrypt for its keys", async () => {
  const browser = createECDH("prime256v1");
  const p256dh = browser.generateKeys().toString("base64url");
  const authSecret = randomBytes(16);
  const text = JSON.stringify({ title: "Orders fail – ログイン", text: "x".repeat(2_000) });
  const keys = { p256dh, auth: authSecret.toString("base64url") };
  const encrypted = Buffer.from(await encryptPush(new TextEncoder().encode(text), keys));
  const decrypted = ece.decrypt(encrypted, { version: "aes128gcm", privateKey: browser, authSecret });
  expect(decrypted.toString("utf8")).toBe(text);
});

it("What names us to a push service has the form that the web-push package gives it", async () => {
  world().at("/fcm.googleapis.com/fcm/send/x", { status: 201 });
  await channel.send([outgoing(ENDPOINT, { end: { to: ENDPOINT, keys: BROWSER }, at: Date.now() })]);
  const ours = world().asked.at(-1)?.headers ?? {};
  const theirs = generateRequestDetails({ endpoint: ENDPOINT, keys: BROWSER }, "text", {
    vapidDetails: { subject: "https://status.raxx.app", ...SENDER },
    TTL: 21_600,
  }).headers;
  expect(ours).toMatchObject({
    ttl: String(theirs.TTL),
    "content-encoding": theirs["Content-Encoding"],
    "content-type": theirs["Content-Type"],
  });
  const partsOf = (header?: string) => {
    const [, head, claims, , key] = /^vapid t=([^.]+)\.([^.]+)\.([^,]+), k=(.+)$/.exec(header ?? "") ?? [];
    const decode = (part = "") => JSON.parse(Buffer.from(part, "base64url").toString());
    return [decode(head).alg, Object.keys(decode(claims)).sort(), decode(claims).aud, decode(claims).sub, key];
  };
  expect(partsOf(ours.authorization)).toEqual(partsOf(String(theirs.Authorization)));
});

it("Two messages of one text have different bytes", async () => {
  const [one, other] = await Promise.all([1, 2].map(() => encryptPush(new Uint8Array(8), BROWSER)));
  expect(Buffer.from(one ?? []).equals(Buffer.from(other ?? []))).toBe(false);
});

it("A push service gets a token for its own origin, a topic for each subject, and a body of one record", async () => {
  world().at("/fcm.googleapis.com/fcm/send/x", { status: 201 });
  const message = outgoing(ENDPOINT, { end: { to: ENDPOINT, keys: BROWSER }, text: "x".repeat(9_000), at: Date.now() });
  expect(await channel.send([message])).toEqual([{ result: "sent" }]);
  const headers = world().asked.at(-1)?.headers ?? {};
  const [, token = "", key] = /^vapid t=(\S+), k=(\S+)$/.exec(headers.authorization ?? "") ?? [];
  expect(key).toBe(SENDER.publicKey);
  const { d: _, ...publicJwk } = jwkOf(SENDER);
  const { payload } = await jwtVerify(token, await importJWK(publicJwk, "ES256"), {
    audience: "https://fcm.googleapis.com",
  });
  expect(payload.sub).toBe("https://status.raxx.app");
  expect((payload.exp ?? 0) - Date.now() / 1_000).toBeLessThanOrEqual(24 * 3_600);
  expect(headers).toMatchObject({ ttl: "21600", urgency: "high", "content-encoding": "aes128gcm" });
  expect(headers.topic).toMatch(/^[\w-]{1,32}$/);
  expect(Number(headers["content-length"])).toBeLessThan(4_096);
});

it("Keys that are none make an end gone, and cost no other its message", async () => {
  world().at("/fcm.googleapis.com/fcm/send/x", {});
  const noPoint = { ...BROWSER, p256dh: `BA${"A".repeat(85)}` };
  const outcomes = await channel.send([
    outgoing(ENDPOINT, { end: { to: ENDPOINT, keys: noPoint } }),
    outgoing(ENDPOINT, { end: { to: ENDPOINT, keys: BROWSER } }),
  ]);
  expect(outcomes.map(({ result }) => result)).toEqual(["gone", "sent"]);
});

it("An endpoint that is no browser's push service is asked nothing; one that says 404 or 410 is gone", async () => {
  const before = world().asked.length;
  const send = async (to: string) => (await channel.send([outgoing(to, { end: { to, keys: BROWSER } })]))[0]?.result;
  expect(await send("https://fcm.googleapis.com.example.com/x")).toBe("gone");
  expect(world().asked.length).toBe(before);
  for (const status of [404, 410]) {
    world().at("/updates.push.services.mozilla.com/wpush/v2/x", { status });
    expect(await send("https://updates.push.services.mozilla.com/wpush/v2/x")).toBe("gone");
  }
});

it("a notification shows the first 600 characters of a text", () => {
  expect(toNotification({ title: "Down", text: "x".repeat(700) })).toEqual({ title: "Down", text: "x".repeat(600) });
});
