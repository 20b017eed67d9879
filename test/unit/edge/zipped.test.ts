import { gunzipSync } from "node:zlib";
import { describe, expect, it, test } from "vitest";
import { type Form, isZippable, takesGzip, varying, zip } from "@/lib/edge/zipped";

const bytes = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer as ArrayBuffer;
const form = (type: string, text: string): Form => ({
  headers: [["content-type", type]],
  body: bytes(text),
  fresh: null,
});
const asking = (encoding?: string) =>
  new Request("http://status.test/", { headers: encoding === undefined ? {} : { "Accept-Encoding": encoding } });

test.each([
  ["gzip", true],
  ["GZip", true],
  ["gzip, deflate, br, zstd", true],
  ["br;q=1.0, gzip;q=0.8, *;q=0.1", true],
  ["deflate,gzip", true],
  [undefined, false],
  ["", false],
  ["identity", false],
  ["br", false],
  ["*", true],
  ["*;q=0", false],
  ["gzip;q=0", false],
  ["gzip; q=0.000, br", false],
  ["br, gzip ;q=0", false],
  ["xgzip", false],
])("Accept-Encoding: %s takes gzip: %s", (encoding, isTaken) => {
  expect(takesGzip(asking(encoding))).toBe(isTaken);
});

test("pages are zipped where that saves something, and nothing else is", () => {
  const long = "a".repeat(5000);
  expect(isZippable(form("text/html; charset=utf-8", long))).toBe(true);
  expect(isZippable(form("text/html", "short"))).toBe(false);
  expect(isZippable(form("application/json", long))).toBe(false);
  expect(isZippable({ headers: [["content-type", "text/html"]], body: null, fresh: null })).toBe(false);
});

describe("the zipped form", () => {
  const plain: Form = {
    headers: [
      ["content-type", "text/html"],
      ["etag", '"abc-1"'],
    ],
    body: bytes("héllo".repeat(2000)),
    fresh: null,
  };

  it("unzips to the plain one, says what it is, and has a weak validator", () => {
    const zipped = zip(plain);
    expect(Object.fromEntries(zipped.headers)).toEqual({
      "content-type": "text/html",
      etag: 'W/"abc-1"',
      "content-encoding": "gzip",
    });
    expect(gunzipSync(new Uint8Array(zipped.body ?? bytes(""))).toString()).toBe("héllo".repeat(2000));
  });

  it("is made once of a body, however often its copy is confirmed", () => {
    expect(zip({ ...plain, headers: [] }).body).toBe(zip(plain).body);
  });
});

test.each([
  [undefined, "Accept-Encoding"],
  ["Accept-Language", "Accept-Language, Accept-Encoding"],
  ["Accept-Language, Accept-Encoding", "Accept-Language, Accept-Encoding"],
])("Vary: %s becomes %s", (vary, told) => {
  const headers: Form["headers"] = vary === undefined ? [] : [["vary", vary]];
  expect(varying(headers)).toEqual([["vary", told]]);
});
