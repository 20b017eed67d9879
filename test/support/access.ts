import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { startFakeServer } from "../fakes/server";
import { get, type Problem, post, request } from "./http";
import type { TestServer } from "./server";

export const AUDIENCE = "f9a1d3".padEnd(64, "0");
const CERTS = "/cdn-cgi/access/certs";

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
type Key = { kid: string; alg: string; pair: Pair };

/** What a test changes of a good token. */
export type Forgery = { claims?: JWTPayload; header?: Record<string, unknown>; key?: Key; secret?: Uint8Array };

export const makeKey = async (kid: string, alg = "RS256"): Promise<Key> => ({
  kid,
  alg,
  pair: await generateKeyPair(alg, { extractable: true }),
});

/** Cloudflare Access as our server meets it: a key server, and tokens that it signs. */
export async function startAccess() {
  const fake = await startFakeServer();
  const first = await makeKey("key-1");
  const publish = async (...keys: Key[]) => {
    const published = await Promise.all(
      keys.map(async ({ kid, alg, pair }) => ({ ...(await exportJWK(pair.publicKey)), kid, alg, use: "sig" })),
    );
    fake.at(CERTS, { body: { keys: published, public_cert: {}, public_certs: [] } });
  };
  await publish(first);
  const nowS = () => Math.floor(Date.now() / 1000);
  const token = ({ claims = {}, header = {}, key = first, secret }: Forgery = {}) =>
    new SignJWT({
      aud: [AUDIENCE],
      iss: fake.url,
      iat: nowS() - 5,
      nbf: nowS() - 5,
      exp: nowS() + 600,
      type: "app",
      email: "ops@raxx.app",
      ...claims,
    })
      .setProtectedHeader({ alg: key.alg, kid: key.kid, ...header })
      .sign(secret ?? key.pair.privateKey);
  return {
    url: fake.url,
    env: { ACCESS_TEAM_DOMAIN: fake.url, ACCESS_AUD: AUDIENCE },
    first,
    publish,
    /** The key server is down. */
    fail: () => fake.at(CERTS, { status: 503 }),
    /** How often it was asked for keys. */
    asked: () => fake.to(CERTS).length,
    token,
    /** The public key as the PEM text that an attacker would sign with. */
    publicPem: () => exportSPKI(first.pair.publicKey),
    stop: fake.stop,
  };
}

export type Access = Awaited<ReturnType<typeof startAccess>>;

/** Somebody whom Access has let in, on our own pages. */
export async function signedIn(server: TestServer, access: Access, email = "ops@raxx.app") {
  const headers = {
    "Cf-Access-Jwt-Assertion": await access.token({ claims: { email } }),
    Origin: server.url,
    "Sec-Fetch-Site": "same-origin",
  };
  return {
    headers,
    get: <T = Problem>(path: string) => get<T>(server, path, headers),
    post: <T = Problem>(path: string, body: unknown) => post<T>(server, path, body, headers),
    request: <T = Problem>(path: string, init: RequestInit) =>
      request<T>(server, path, { ...init, headers: { ...headers, ...init.headers } }),
  };
}

export type SignedIn = Awaited<ReturnType<typeof signedIn>>;
