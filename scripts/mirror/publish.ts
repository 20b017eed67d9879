import { createHash } from "node:crypto";
import { AwsV4Signer } from "aws4fetch";
import * as z from "zod";
import { boundedFetch, readText } from "../../lib/integrations/bounded-fetch";
import { PlainError } from "../terminal";

const TIMEOUT_MS = 20_000;
/** How many files are on their way at once. */
const AT_ONCE = 8;
/** After so many failures the rest is left to the next run. */
const MAX_FAILURES = 5;

/** Which files a bucket has: each with the hash of its content. */
export const Published = z.strictObject({ bucket: z.string(), files: z.record(z.string(), z.string()) });
export type Published = z.infer<typeof Published>;

/** A bucket of a host that speaks S3's API, and whose it is. */
export type Bucket = {
  /** Its address, without a trailing slash. */
  url: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
};

/** The bucket of the environment: MIRROR_BUCKET, with the standard AWS_* settings; null where there is none. */
export function readBucket(env: NodeJS.ProcessEnv): Bucket | null {
  const { MIRROR_BUCKET: bucket, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = env;
  if (!bucket) return null;
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) throw new PlainError("MIRROR_BUCKET is not a bucket's name.");
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY)
    throw new PlainError("MIRROR_BUCKET is set, and AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is not.");
  const region = env.AWS_REGION || "us-east-1";
  const endpoint = env.AWS_ENDPOINT_URL || `https://s3.${region}.amazonaws.com`;
  if (!/^https?:\/\//.test(endpoint) || !URL.canParse(endpoint)) throw new PlainError("AWS_ENDPOINT_URL is not a URL.");
  return {
    ...{ url: `${endpoint.replace(/\/+$/, "")}/${bucket}`, region },
    ...{ accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  };
}

/** What a run has published, and what it could not. */
type Publication = { published: Published; faults: string[] };

/** Makes a bucket hold these files: sends what differs from what an earlier run has sent, and removes what that has and is gone. */
export async function publish(
  files: ReadonlyMap<string, string>,
  before: Published | null,
  bucket: Bucket,
): Promise<Publication> {
  const has = { ...(before?.bucket === bucket.url && before.files) };
  const faults: string[] = [];
  const wanted = new Map([...files].map(([path, text]) => [path, createHash("sha256").update(text).digest("hex")]));
  const jobs = [...new Set([...wanted.keys(), ...Object.keys(has)])].filter((path) => wanted.get(path) !== has[path]);
  const work = async () => {
    for (let path = jobs.shift(); path !== undefined && faults.length < MAX_FAILURES; path = jobs.shift()) {
      const fault = await send(path, files.get(path), bucket);
      if (fault !== null) faults.push(`${path}: ${fault}`);
      else if (wanted.has(path)) has[path] = wanted.get(path) ?? "";
      else delete has[path];
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { published: { bucket: bucket.url, files: has }, faults };
}

const TYPES: Record<string, string> = {
  html: "text/html; charset=utf-8",
  json: "application/json",
  atom: "application/atom+xml; charset=utf-8",
};

/** Stores a file, or removes it where there is no text; what went wrong, or null. */
async function send(path: string, text: string | undefined, bucket: Bucket): Promise<string | null> {
  const { url, ...credentials } = bucket;
  const content = {
    "Content-Type": TYPES[path.split(".").at(-1) ?? ""] ?? "application/octet-stream",
    "Cache-Control": "public, max-age=60",
  };
  const signed = await new AwsV4Signer({
    ...{ service: "s3", method: text === undefined ? "DELETE" : "PUT", url: `${url}/${path}`, ...credentials },
    headers: {
      ...(text !== undefined && content),
      "X-Amz-Content-Sha256": createHash("sha256")
        .update(text ?? "")
        .digest("hex"),
    },
  }).sign();
  try {
    const response = await boundedFetch(signed.url.href, {
      ...{ method: signed.method, headers: Object.fromEntries(signed.headers), body: text ?? null },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer = (await readText(response, 64 * 1024)) ?? "";
    if (response.ok || (text === undefined && response.status === 404)) return null;
    return `${response.status} ${/<Code>(\w+)<\/Code>/.exec(answer)?.[1] ?? ""}`.trim();
  } catch (error) {
    return (error as Error).message.slice(0, 100);
  }
}
