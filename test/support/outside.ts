import { afterAll, beforeAll } from "vitest";
import { type FakeServer, startFakeServer } from "../fakes/server";

/** Every https host, answered by one fake server of this machine; a path there is `/host/path`. Loopback addresses are reached as ever. */
export function outsideForFile(): { world: () => FakeServer } {
  const real = globalThis.fetch;
  let server: FakeServer;
  beforeAll(async () => {
    server = await startFakeServer();
    globalThis.fetch = (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      if (url.protocol !== "https:") return real(input, init);
      return real(`${server.url}/${url.host}${url.pathname}${url.search}`, init);
    };
  });
  afterAll(async () => {
    globalThis.fetch = real;
    await server.stop();
  });
  return { world: () => server };
}
