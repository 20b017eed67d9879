import { Agent, type IncomingHttpHeaders, request } from "node:http";
import type { TestServer } from "./server";

/** A request as it goes over the wire: nothing of it is tidied, as fetch would do. */
export type Shot = { method: string; path: string; headers: Record<string, string>; body?: string | Uint8Array };

export type Hit = { status: number; headers: IncomingHttpHeaders; text: string };

const TIMEOUT_MS = 20_000;
const AT_ONCE = 16;

/** Sends requests as they stand over connections that are kept, sixteen at a time. */
export function shooterAt({ url }: TestServer) {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const send = ({ method, path, headers, body }: Shot) =>
    new Promise<Hit>((resolve, reject) => {
      const sized = body === undefined ? headers : { ...headers, "Content-Length": String(Buffer.byteLength(body)) };
      const outgoing = request(
        { hostname, port, agent, method, path, headers: sized, timeout: TIMEOUT_MS },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk) => chunks.push(chunk));
          answer.on("error", reject);
          answer.on("end", () =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              text: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      outgoing.on("timeout", () => outgoing.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)));
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  return {
    /** All at once; the answers in the order of the requests. */
    shoot: (shots: readonly Shot[]): Promise<Hit[]> => Promise.all(shots.map(send)),
    stop: () => agent.destroy(),
  };
}

export type Shooter = ReturnType<typeof shooterAt>;
