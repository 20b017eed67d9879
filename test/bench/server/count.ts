import { get } from "../../support/http";
import type { TestServer } from "../../support/server";

/** What a server behind the counting entry has asked of D1 since it began. */
export type Count = { trips: number; statements: number; rowsRead: number };

export const readCount = async (server: TestServer): Promise<Count> => (await get<Count>(server, "/bench/count")).body;

/** From now on every read is a miss, as in production where the platform has no copy; call it before anything is kept. */
export const keepNothing = (server: TestServer) => get(server, "/bench/keep-nothing");

/** It keeps copies again. */
export const keepCopies = (server: TestServer) => get(server, "/bench/keep-copies");
