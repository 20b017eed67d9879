import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { verifySignature } from "@/lib/integrations/freescout/signature";
import { rawFixture } from "./deliveries";

const bytes = (text: string) => new TextEncoder().encode(text);

// printf %s "$BODY" | openssl dgst -sha1 -hmac "$SECRET" -binary | base64
const NATIVE_SECRET = "0123456789abcdeffedcba9876543210";
const NATIVE_BODY = bytes('{"id":512,"state":"published"}');
const NATIVE = "TflXs/bgX23fNiBIlyBdROe6vzY=";
const NATIVE_BY_PREVIOUS = "yLlsbQBGSjtsboE1M9zUwNtd6EQ=";
const NATIVE_FILE = "+V4wHpbS8x/ePZP4NFdNcd90tOs=";

// printf %s "$BODY" | openssl dgst -sha256 -hmac "$SECRET"
const CARD_BODY = bytes('{"event":"ticket.created","ticket":{"id":4821,"status":"active"}}');
const CARD = "sha256=f7148fadd4c9bfe00f0e73446de0fd1580637e29bed2a9d7bf59497690014b3a";
const CARD_BY_PREVIOUS = "sha256=7f4cf968a6eaaa473b2e7dd030d62fbe209fa7dcd2366f2cd77926ead5c69f00";
const EMPTY_BODY = "sha256=bf97069c7a2346c33748d1475893b2c29d3dd6a4606966c6e50e6a97ca659c78";
const FILE_AS_SHA256 = "sha256=028377f7733f92e33366104d18e80929620003df517f58328cfb538f31e1bbe1";

describe("a good signature", () => {
  test.each([
    ["hex SHA-256 of ticket events", CARD_BODY, CARD, ["current-secret"]],
    ["hex in upper case", CARD_BODY, `sha256=${CARD.slice(7).toUpperCase()}`, ["current-secret"]],
    ["base64 SHA-1 of FreeScout's module", NATIVE_BODY, NATIVE, [NATIVE_SECRET]],
    ["the raw bytes as PHP sends them", rawFixture("conversation-active.raw"), NATIVE_FILE, [NATIVE_SECRET]],
    ["the same bytes by the other algorithm", rawFixture("conversation-active.raw"), FILE_AS_SHA256, [NATIVE_SECRET]],
    ["the previous secret, SHA-256", CARD_BODY, CARD_BY_PREVIOUS, ["current-secret", "previous-secret"]],
    ["the previous secret, SHA-1", NATIVE_BODY, NATIVE_BY_PREVIOUS, [NATIVE_SECRET, "previous-secret"]],
    ["an empty body", bytes(""), EMPTY_BODY, ["current-secret"]],
    ["a good secret beside an empty one", CARD_BODY, CARD, ["", "current-secret"]],
  ])("is accepted: %s", async (_, body, header, secrets) => {
    expect(verifySignature(body, header, secrets)).toBe(true);
  });
});

describe("anything else", () => {
  test.each<[string, string]>([
    ["an empty header", ""],
    ["a bare prefix", "sha256="],
    ["hex without its prefix", CARD.slice(7)],
    ["hex that is too short", CARD.slice(0, -1)],
    ["hex that is too long", `${CARD}0`],
    ["hex with a foreign letter", `${CARD.slice(0, -1)}g`],
    ["a line after the hex", `${CARD}\n`],
    ["two headers joined", `${CARD}, ${CARD}`],
    ["another algorithm's prefix", `sha1=${CARD.slice(7)}`],
    ["one digit changed", `${CARD.slice(0, -1)}b`],
    ["the other secret", CARD_BY_PREVIOUS],
  ])("is refused: %s", async (_, header) => {
    expect(verifySignature(CARD_BODY, header, ["current-secret"])).toBe(false);
  });

  test.each([
    ["another body's signature", NATIVE_FILE],
    ["the digest as hex", "4df957b3f6e05f6ddf36204897205d44e7babf36"],
    ["base64 without padding", NATIVE.slice(0, -1)],
    ["base64 whose idle bits are set", `${NATIVE.slice(0, -2)}Z=`],
    ["base64url letters", NATIVE.replace("/", "_")],
    ["28 letters that are no base64", "é".repeat(28)],
  ])("is refused by the native algorithm: %s", async (_, header) => {
    expect(verifySignature(NATIVE_BODY, header, [NATIVE_SECRET])).toBe(false);
  });

  test("is refused without secrets, and an empty secret is none", async () => {
    expect(verifySignature(CARD_BODY, CARD, [])).toBe(false);
    expect(verifySignature(CARD_BODY, CARD, ["", ""])).toBe(false);
  });

  test("is refused when JSON was parsed and written again", async () => {
    const raw = rawFixture("conversation-active.raw");
    const rewritten = bytes(JSON.stringify(JSON.parse(new TextDecoder().decode(raw))));
    expect(verifySignature(rewritten, NATIVE_FILE, [NATIVE_SECRET])).toBe(false);
  });
});

test("what is signed with an empty secret is not signed", () => {
  const body = new TextEncoder().encode("{}");
  const header = `sha256=${createHmac("sha256", "").update(body).digest("hex")}`;
  expect(verifySignature(body, header, [""])).toBe(false);
});
