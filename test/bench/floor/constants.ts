import { get as ask, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import type { TestServer } from "../../support/server";
import type { Target } from "../load/compare";
import type { Encoding } from "../load/wrk";
import { findWorkerd } from "../server/processes";
import { type Constant, startFloor } from "./constant";

/** A path, how many bytes it answers, and the bare Worker that answers the same. */
export type Floored = { path: string; bytes: number; floor: Target };

/** For each path of a server a bare Worker that answers what the path answers now, header and bytes. */
export async function startFloorsOf(server: TestServer, paths: readonly string[], encoding: Encoding = "gzip") {
  const constants: Constant[] = [];
  for (const path of paths) constants.push(await constantOf(server, path, encoding));
  const { started, pid } = await findWorkerd(() => startFloor(constants));
  const floored = await Promise.all(
    constants.map(async ({ name, body }, i): Promise<Floored> => {
      const floor = { url: await started.urlOf(name), pid };
      return { path: paths[i] as string, bytes: body.length, floor };
    }),
  );
  return { floored, stop: started.stop };
}

async function constantOf(server: TestServer, path: string, encoding: Encoding): Promise<Constant> {
  const answer = await askRaw(`${server.url}${path}`, encoding);
  const body = await buffer(answer);
  if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}: it has no floor`);
  const name = `floor${path.replace(/\W+/g, "-")}`;
  const own = Object.entries(answer.headers).filter(([header]) => !OF_THE_CONNECTION.includes(header));
  return { name, headers: own as Constant["headers"], body };
}

/** As it goes over the wire: `fetch` would unzip it. */
const askRaw = (url: string, encoding: Encoding): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    ask(url, { headers: { "Accept-Encoding": encoding } }, resolve).on("error", reject);
  });

/** Written by whoever sends. */
const OF_THE_CONNECTION = ["connection", "content-length", "keep-alive", "transfer-encoding"];
