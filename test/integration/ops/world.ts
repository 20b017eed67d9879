import type { OpsAuditRow, OpsDashboard } from "@/lib/schemas/ops";
import type { OpsPreview, OpsWriteResult } from "@/lib/schemas/ops-answers";
import { type SignedIn, signedIn, startAccess } from "../../support/access";
import type { Problem } from "../../support/http";
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

type Refused = Problem & { meanwhile?: OpsAuditRow[] };

export const write = (who: SignedIn, body: object) => who.post<OpsWriteResult & Refused>("/api/ops/writes", body);
export const preview = (who: SignedIn, body: object) => who.post<OpsPreview & Problem>("/api/ops/preview", body);

/** A surface as the board shows it. */
async function see(who: SignedIn, id: string): Promise<OpsDashboard["surfaces"][number]> {
  const { body } = await who.get<OpsDashboard>("/api/ops/status");
  const surface = body.surfaces.find((each) => each.id === id);
  if (!surface) throw new Error(`no ${id} on the board`);
  return surface;
}

/** Surfaces as an operator's form names them: with what it has seen of them. */
export const seen = async (who: SignedIn, ...ids: string[]) =>
  Promise.all(ids.map(async (surface_id) => ({ surface_id, version: (await see(who, surface_id)).version })));
