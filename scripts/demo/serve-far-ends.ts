import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** What a far end is asked, its own name taken off the path. */
export type Question = { path: string; query: URLSearchParams; headers: IncomingHttpHeaders; body: string };

/** What it answers; an object is sent as JSON. */
export type Reply = { status?: number; headers?: Record<string, string>; body?: string | object };

/** One of those that the demo's status page looks at; `null` is a path that it does not have. */
export type FarEnd = (question: Question) => Reply | null;

const MISSING: Reply = { status: 404, body: { message: "Not found" } };

/** Serves each far end below its own name on a free port of this machine; gives where, and how to end it. */
export async function serveFarEnds(farEnds: Record<string, FarEnd>): Promise<{ url: string; stop: () => void }> {
  const server = createServer(async (request, response) => {
    const { name, question } = await read(request);
    const { status = 200, headers = {}, body = "" } = farEnds[name]?.(question) ?? MISSING;
    const isJson = typeof body === "object";
    response.writeHead(status, { "Content-Type": isJson ? "application/json" : "text/plain", ...headers });
    response.end(isJson ? JSON.stringify(body) : body);
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve, reject) => server.once("listening", resolve).once("error", reject));
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

async function read(request: IncomingMessage): Promise<{ name: string; question: Question }> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://demo.invalid");
  const [, name = "", ...rest] = pathname.split("/");
  let body = "";
  for await (const chunk of request) body += chunk;
  return { name, question: { path: rest.join("/"), query: searchParams, headers: request.headers, body } };
}
