import { afterAll, beforeAll } from "vitest";
import { type Operator, operatorOf } from "./operator";
import { startServer, type TestServer, type TestServerOptions } from "./server";

/** One server for all tests of a file, and its operator: both are filled before the first test, and stopped after the last. */
export function serverForFile(options: TestServerOptions = {}, start = startServer) {
  const server = {} as TestServer;
  const operator = {} as Operator;
  beforeAll(async () => {
    Object.assign(server, await start(options));
    Object.assign(operator, operatorOf(server));
  });
  afterAll(() => server.stop());
  return { server, operator };
}
