import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { sleep } from "../support/http";

/** One request as the fake server got it. */
export type Asked = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
  /** The body as it came. */
  bytes: Buffer;
};

/** What the fake server does: an object is sent as JSON, a buffer as it is. `hang` never answers, `drop` breaks off, `cut` breaks off within the body, `drip` and `flood` never end it, slowly or fast. */
export type Reply = {
  status?: number;
  headers?: Record<string, string>;
  body?: string | object;
  /** Instead of `body`: as they are. */
  bytes?: Buffer;
  afterMs?: number;
  act?: "hang" | "drop" | "cut" | "drip" | "flood";
};
export type Answer = Reply | ((asked: Asked) => Reply);

/** A server on this machine that answers what its test says, and remembers what it was asked. */
export type FakeServer = {
  url: string;
  port: number;
  /** Every request, in turn. */
  asked: Asked[];
  /** How many requests were under way at most. */
  busiest: () => number;
  /** From now on this path answers so; any other path answers 404 with JSON. */
  at: (path: string, answer: Answer) => void;
  to: (path: string) => Asked[];
  stop: () => Promise<void>;
};

const NOT_FOUND: Reply = { status: 404, body: { message: "Not found" } };

/** Starts a fake server on a free port, or on the one that another has left; `otherwise` answers the paths that have no answer of their own. */
export async function startFakeServer(
  answers: Record<string, Answer> = {},
  port = 0,
  otherwise: Answer = NOT_FOUND,
): Promise<FakeServer> {
  const table = new Map(Object.entries(answers));
  const asked: Asked[] = [];
  let busy = 0;
  let busiest = 0;
  const server = createServer(async (request, response) => {
    busiest = Math.max(busiest, ++busy);
    response.once("close", () => busy--);
    const one = await readRequest(request);
    asked.push(one);
    const answer = table.get(one.path) ?? otherwise;
    await reply(response, typeof answer === "function" ? answer(one) : answer);
  });
  server.listen(port, "127.0.0.1");
  await new Promise((resolve, reject) => server.once("listening", resolve).once("error", reject));
  const found = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${found}`,
    port: found,
    asked,
    busiest: () => busiest,
    at: (path, answer) => table.set(path, answer),
    to: (path) => asked.filter((one) => one.path === path),
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A port of this machine at which nobody listens. */
export async function findDeadPort(): Promise<number> {
  const { port, stop } = await startFakeServer();
  await stop();
  return port;
}

async function readRequest(request: IncomingMessage): Promise<Asked> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://fake.example");
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const { method = "", headers } = request;
  return { method, path: pathname, query: searchParams, headers, body: bytes.toString(), bytes };
}

async function reply(
  response: ServerResponse,
  { status = 200, headers, body = "", bytes: raw, afterMs = 0, act }: Reply,
) {
  if (afterMs > 0) await sleep(afterMs);
  if (act === "hang" || response.destroyed) return;
  if (act === "drop") return response.destroy();
  const isJson = typeof body === "object" && !Buffer.isBuffer(body);
  const bytes = raw ?? (isJson ? Buffer.from(JSON.stringify(body)) : Buffer.from(body as string | Buffer));
  response.writeHead(status, { "Content-Type": isJson ? "application/json" : "text/plain", ...headers });
  if (act === "drip" || act === "flood") return pour(response, act);
  if (act !== "cut") return response.end(bytes);
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.destroy());
}

/** Writes without an end, until the client has gone: a byte each 50 ms, or as much as it takes. */
async function pour(response: ServerResponse, act: "drip" | "flood") {
  const chunk = Buffer.alloc(act === "drip" ? 1 : 1024 * 1024, " ");
  while (!response.destroyed) {
    const isTaken = response.write(chunk);
    await (act === "drip" || isTaken
      ? sleep(act === "drip" ? 50 : 0)
      : Promise.race([once(response, "drain"), sleep(100)]));
  }
}
