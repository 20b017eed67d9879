import { get } from "../../support/http";
import type { TestServer } from "../../support/server";

/** What a server behind the counting entry has asked of D1 since it began. */
export type Count = { trips: number; statements: number; rowsRead: number };

export const readCount = async (server: TestServer): Promise<Count> => (await get<Count>(server, "/bench/count")).body;
