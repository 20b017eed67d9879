import { signedIn, startAccess } from "../../support/access";
import { operatorOf } from "../../support/operator";
import type { TestServerOptions } from "../../support/server";
import { startManySurfaces } from "../../support/surfaces";

/** A server of many surfaces, Access in front of it, Raptor with the write token, and two operators. */
export async function startOps(options: TestServerOptions = {}) {
  const access = await startAccess();
  const server = await startManySurfaces({ ...options, env: { ...access.env, ...options.env } });
  const [onCall, relief] = [
    await signedIn(server, access, "on-call@raxx.app"),
    await signedIn(server, access, "relief@raxx.app"),
  ];
  return {
    access,
    server,
    raptor: operatorOf(server),
    onCall,
    relief,
    stop: () => Promise.all([server.stop(), access.stop()]),
  };
}
