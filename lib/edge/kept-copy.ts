import CachePolicy from "http-cache-semantics";
import { isUnmodified, tagsOf } from "./entity-tag";
import { EDGE_CONTROL, EDGE_TAG } from "./keep";
import { REQUEST_ID, requestIdOf } from "./request-id";
import { type Form, isZippable, takesGzip, varying, zip } from "./zipped";

/** A response as it is kept: final but for what each request is told anew. `policy` is null for what may not be kept. */
export type Kept = Form & {
  policy: CachePolicy | null;
  /** Until when it answers without anybody being asked (epoch ms). */
  freshUntil: number;
  status: number;
  tags: readonly string[];
  /** Purged: may be used again only once its origin has confirmed it. */
  purged: boolean;
  /** The same for whoever takes it zipped, once somebody has; null where nobody is given it so. */
  zipped: Form | "not yet" | null;
};

export type CacheStatus = "HIT" | "MISS" | "STALE" | "REVALIDATED" | "BYPASS";

export const policyRequest = (key: string) => ({ url: key, method: "GET", headers: {} });

/** What is kept of an origin's answer; a 304 confirms the copy that is held. */
export async function toKept(key: string, response: Response, held: Kept | undefined): Promise<Kept> {
  const confirmed = response.status === 304 && held ? held : null;
  const status = confirmed ? confirmed.status : response.status;
  const control = response.headers.get(EDGE_CONTROL);
  const headers = [...response.headers].filter(([name]) => !NOT_PASSED_ON.includes(name));
  const policy =
    control && status === 200
      ? new CachePolicy(policyRequest(key), { status, headers: { "cache-control": control } }, { shared: true })
      : null;
  const plain: Form = {
    headers: confirmed ? mergeHeaders(confirmed.headers, headers) : headers,
    body: confirmed ? confirmed.body : response.body && (await response.arrayBuffer()),
    fresh: null,
  };
  const isInTwoForms = policy !== null && isZippable(plain);
  return {
    ...plain,
    headers: isInTwoForms ? varying(plain.headers) : plain.headers,
    policy,
    freshUntil: policy ? Date.now() + 1000 * (policy.maxAge() - policy.age()) : 0,
    status,
    tags: (response.headers.get(EDGE_TAG) ?? "").split(","),
    purged: false,
    zipped: isInTwoForms ? "not yet" : null,
  };
}

/** The form of a copy that a request is answered in. */
function formFor(kept: Kept, request: Request): Form {
  if (kept.zipped === null || !takesGzip(request)) return kept;
  if (kept.zipped === "not yet") kept.zipped = zip(kept);
  return kept.zipped;
}

/** The body goes out as it is, whatever its encoding says. */
const answer = (body: ArrayBuffer | null, init: ResponseInit): Response =>
  new Response(body, { ...init, encodeBody: "manual" } as ResponseInit);

/** The platform's own headers, and the name of the request that made the copy. */
const NOT_PASSED_ON = [EDGE_CONTROL, EDGE_TAG, REQUEST_ID].map((name) => name.toLowerCase());

const mergeHeaders = (old: [string, string][], fresh: [string, string][]): [string, string][] => [
  ...new Map([...old, ...fresh.filter(([name]) => name !== "content-length")]),
];

/** The copy as this request is answered: with its age, as 304 where the caller holds it, without a body to HEAD. */
export function respond(kept: Kept, request: Request, status: CacheStatus): Response {
  const form = formFor(kept, request);
  const headers = new Headers(form.headers);
  headers.set("CF-Cache-Status", status);
  headers.set(REQUEST_ID, requestIdOf(request.headers));
  if (kept.policy) headers.set("Age", String(Math.floor(kept.policy.age())));
  if (kept.status === 200 && isHeld(headers, request)) return new Response(null, { status: 304, headers });
  return answer(request.method === "HEAD" ? null : form.body, { status: kept.status, headers });
}

function isHeld(headers: Headers, request: Request): boolean {
  const asked = tagsOf(request.headers.get("If-None-Match"));
  const [etag] = tagsOf(headers.get("ETag"));
  if (asked.length > 0) return etag !== undefined && (asked.includes(etag) || asked.includes("*"));
  return isUnmodified(headers.get("Last-Modified"), request.headers.get("If-Modified-Since"));
}

/** The answer to an unconditional GET from a fresh copy: as `respond` gives it, its headers made once a second. */
export function respondFresh(kept: Kept, request: Request, now: number): Response {
  const form = formFor(kept, request);
  const second = Math.floor(now / 1000);
  if (form.fresh?.second !== second) {
    const own = new Headers(form.headers);
    own.set("CF-Cache-Status", "HIT");
    own.set("Age", String(Math.floor(kept.policy?.age() ?? 0)));
    form.fresh = { second, headers: own };
  }
  const response = answer(form.body, { headers: form.fresh.headers });
  response.headers.set(REQUEST_ID, requestIdOf(request.headers));
  return response;
}
