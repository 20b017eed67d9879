import { createHash, createHmac } from "node:crypto";
import { type Asked, type FakeServer, startFakeServer } from "./server";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

type Signed = { method: string; path: string; query?: string; headers: Record<string, unknown>; secret: string };

/** The signature that AWS's documentation asks for of a request with these headers (Signature Version 4, one chunk, an empty query). */
export function signatureOf({ method, path, headers, secret }: Signed): string {
  const [, scope = "", names = ""] =
    /Credential=[^/]+\/([^,]+),\s*SignedHeaders=([^,]+),/.exec(String(headers.authorization)) ?? [];
  const [day = "", region = "", service = "", end = ""] = scope.split("/");
  const canonical = names.split(";").map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const request = [method, path, "", canonical.join(""), names, headers["x-amz-content-sha256"]].join("\n");
  const key = [day, region, service, end].reduce<string | Buffer>((made, part) => hmac(made, part), `AWS4${secret}`);
  const text = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, sha256(request)].join("\n");
  return hmac(key, text).toString("hex");
}

/** A bucket: what it holds, by key, with its type. */
export type FakeBucket = FakeServer & { objects: Map<string, { text: string; type: string }> };

/** A host that speaks as much of S3's API as storing and removing need, and refuses what is not signed by this key. */
export async function startFakeBucket(
  name: string,
  { id, secret }: { id: string; secret: string },
): Promise<FakeBucket> {
  const objects: FakeBucket["objects"] = new Map();
  const server = await startFakeServer({}, 0, (asked) => {
    const fault = findFault(asked, { id, secret });
    if (fault) return { status: 403, body: `<Error><Code>${fault}</Code></Error>` };
    const key = asked.path.startsWith(`/${name}/`) ? asked.path.slice(name.length + 2) : "";
    if (key === "") return { status: 404, body: "<Error><Code>NoSuchBucket</Code></Error>" };
    if (asked.method === "DELETE") return objects.delete(key) ? { status: 204 } : { status: 404 };
    objects.set(key, { text: asked.body, type: String(asked.headers["content-type"]) });
    return { status: 200 };
  });
  return Object.assign(server, { objects });
}

function findFault({ method, path, headers, body }: Asked, key: { id: string; secret: string }): string | null {
  const [, id, signature] = /Credential=([^/]+)\/.*Signature=(\w+)$/.exec(String(headers.authorization)) ?? [];
  if (id !== key.id) return "InvalidAccessKeyId";
  if (headers["x-amz-content-sha256"] !== sha256(body)) return "XAmzContentSHA256Mismatch";
  return signature === signatureOf({ method, path, headers, secret: key.secret }) ? null : "SignatureDoesNotMatch";
}
