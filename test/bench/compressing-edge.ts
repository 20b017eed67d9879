import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { constants, createBrotliCompress } from "node:zlib";

/** As Cloudflare compresses what is made at request time. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const TEXT = /^(?:text\/|application\/(?:javascript|json|xml|manifest\+json)|image\/svg\+xml)/;

/** Stands where the platform's edge stands, for what it does to bytes: it asks for them as they are, and zips them itself. */
export async function startCompressingEdge(origin: string): Promise<{ url: string; stop: () => void }> {
  const edge = createServer((asked, answer) => pass(origin, asked, answer));
  await new Promise<void>((resolve) => edge.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    edge.close();
    edge.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(edge.address() as AddressInfo).port}`, stop };
}

function pass(origin: string, asked: IncomingMessage, answer: ServerResponse): void {
  const headers = { ...asked.headers, "accept-encoding": "identity" };
  const onward = request(origin + asked.url, { method: asked.method, headers }, (found) => {
    const { "content-length": length, ...headers } = found.headers;
    const isText = found.statusCode === 200 && TEXT.test(headers["content-type"] ?? "");
    if (!isText || !/\bbr\b/.test(String(asked.headers["accept-encoding"]))) {
      answer.writeHead(found.statusCode ?? 502, found.headers);
      found.pipe(answer);
      return;
    }
    answer.writeHead(200, { ...headers, "content-encoding": "br", vary: "Accept-Encoding" });
    found.pipe(createBrotliCompress(BROTLI)).pipe(answer);
  });
  onward.on("error", () => answer.destroy());
  asked.pipe(onward);
}
