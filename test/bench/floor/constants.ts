import { get } from "../../support/http";
import type { TestServer } from "../../support/server";
import type { Target } from "../load/compare";
import { findWorkerd } from "../server/processes";
import { type Constant, startFloor } from "./constant";

/** A path, how many bytes it answers, and the bare Worker that answers the same. */
export type Floored = { path: string; bytes: number; floor: Target };

/** For each path of a server a bare Worker that answers what the path answers now, header and bytes. */
export async function startFloorsOf(server: TestServer, paths: readonly string[]) {
  const constants: Constant[] = [];
  for (const path of paths) constants.push(await constantOf(server, path));
  const { started, pid } = await findWorkerd(() => startFloor(constants));
  const floored = await Promise.all(
    constants.map(async ({ name, body }, i): Promise<Floored> => {
      const floor = { url: await started.urlOf(name), pid };
      return { path: paths[i] as string, bytes: body.length, floor };
    }),
  );
  return { floored, stop: started.stop };
}

async function constantOf(server: TestServer, path: string): Promise<Constant> {
  const { status, headers, text } = await get(server, path);
  if (status !== 200) throw new Error(`${path} answered ${status}: it has no floor`);
  const name = `floor${path.replace(/\W+/g, "-")}`;
  const own = [...headers].filter(([header]) => !OF_THE_CONNECTION.includes(header));
  return { name, headers: own, body: new TextEncoder().encode(text) };
}

/** Written by whoever sends. */
const OF_THE_CONNECTION = ["connection", "content-length", "keep-alive", "transfer-encoding"];
