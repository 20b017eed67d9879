import { afterEach, beforeEach, expect, it } from "vitest";
import { publish, readBucket } from "../../../scripts/mirror/publish";
import { type FakeBucket, signatureOf, startFakeBucket } from "../../fakes/s3";

/** A key such as AWS's documentation has. */
const KEY = { id: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" };
const FILES = new Map([
  ["index.html", "<h1>As of 12:04 UTC — 日本語</h1>"],
  ["history.atom", "<feed/>"],
  ["surfaces/app-raxx-app/index.html", "<h1>Raxx App</h1>"],
]);

let host: FakeBucket;
beforeEach(async () => {
  host = await startFakeBucket("raxx-status", KEY);
});
afterEach(() => host.stop());

const settings = (secret = KEY.secret) => ({
  ...{ MIRROR_BUCKET: "raxx-status", AWS_ENDPOINT_URL: `${host.url}/`, AWS_REGION: "eu-central-1" },
  ...{ AWS_ACCESS_KEY_ID: KEY.id, AWS_SECRET_ACCESS_KEY: secret, NODE_ENV: "test" as const },
});
const bucketOf = (env: NodeJS.ProcessEnv) => readBucket(env) ?? expect.fail("no bucket is set");

it("the fake host computes the signature that AWS has published for its example", () => {
  const headers = {
    ...{ host: "examplebucket.s3.amazonaws.com", range: "bytes=0-9", "x-amz-date": "20130524T000000Z" },
    "x-amz-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    authorization: `AWS4-HMAC-SHA256 Credential=${KEY.id}/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=0`,
  };
  expect(signatureOf({ method: "GET", path: "/test.txt", headers, secret: KEY.secret })).toBe(
    "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
  );
});

it("a bucket gets each file once, with its type, and loses what the copy no longer has", async () => {
  const first = await publish(FILES, null, bucketOf(settings()));
  expect(first.faults).toEqual([]);
  expect([...host.objects].map(([key, { text, type }]) => [key, text, type]).sort()).toEqual([
    ["history.atom", "<feed/>", "application/atom+xml; charset=utf-8"],
    ["index.html", FILES.get("index.html"), "text/html; charset=utf-8"],
    ["surfaces/app-raxx-app/index.html", "<h1>Raxx App</h1>", "text/html; charset=utf-8"],
  ]);
  const changed = new Map([
    ["index.html", "<h1>As of 12:09 UTC</h1>"],
    ["history.atom", "<feed/>"],
  ]);
  await publish(changed, first.published, bucketOf(settings()));
  expect(
    host.asked
      .slice(3)
      .map(({ method, path }) => `${method} ${path}`)
      .sort(),
  ).toEqual(["DELETE /raxx-status/surfaces/app-raxx-app/index.html", "PUT /raxx-status/index.html"]);
  expect([...host.objects.keys()].sort()).toEqual(["history.atom", "index.html"]);
});

it("what a bucket refuses is said and sent again by the next run; another bucket gets everything", async () => {
  const refused = await publish(FILES, null, bucketOf(settings("another")));
  expect(refused.published.files).toEqual({});
  expect(refused.faults.sort()).toEqual([...FILES.keys()].sort().map((path) => `${path}: 403 SignatureDoesNotMatch`));
  const taken = await publish(FILES, refused.published, bucketOf(settings()));
  expect([taken.faults, host.objects.size]).toEqual([[], 3]);
  const elsewhere = bucketOf({ ...settings(), MIRROR_BUCKET: "another" });
  expect((await publish(FILES, taken.published, elsewhere)).faults).toHaveLength(3);
});

it("settings that are not whole are refused by their names, and none is none", () => {
  expect(readBucket({ ...settings(), MIRROR_BUCKET: "" })).toBeNull();
  expect(() => readBucket({ ...settings(), AWS_SECRET_ACCESS_KEY: "" })).toThrow("AWS_SECRET_ACCESS_KEY");
  expect(() => readBucket({ ...settings(), MIRROR_BUCKET: "../x" })).toThrow("MIRROR_BUCKET");
  expect(() => readBucket({ ...settings(), AWS_ENDPOINT_URL: "s3" })).toThrow("AWS_ENDPOINT_URL");
  expect(readBucket({ ...settings(), AWS_ENDPOINT_URL: "" })?.url).toBe(
    "https://s3.eu-central-1.amazonaws.com/raxx-status",
  );
});
