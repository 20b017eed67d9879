import { person } from "@/lib/integrations/access/verify-operator";
import { type Context, contextFrom } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/settings/variables";
import { OpsWrite } from "@/lib/schemas/ops-write";
import { previewWrite, writeAsOperator } from "@/lib/services/operators/write";
import { readIncident } from "@/lib/services/public/read-incident";
import { readPage } from "@/lib/services/public/read-page";
import { seedSurfaces } from "@/lib/services/surfaces/update";
import { startDatabase } from "./database";
import { entry } from "./surfaces";

export const MINUTE_MS = 60_000;
export const [ON_CALL, RELIEF] = [person("on-call@raxx.app"), person("relief@raxx.app")];

/** A D1 of its own and operators who write to it, a minute a write. */
export async function startDesk() {
  const database = await startDatabase();
  const plain = ["app", "api", "docs"].map((id) => entry(id, "plain"));
  const REGISTRY = { surfaces: [...plain, entry("probed", "probed")] };
  let now = Date.UTC(2026, 5, 1, 12);
  const context = (): Context => ({
    ...contextFrom({ DB: database.d1, REGISTRY } as unknown as Bindings, { waitUntil: () => undefined }, now),
    clock: () => now,
    log: () => undefined,
  });
  await seedSurfaces(context());
  const later = () => {
    now += MINUTE_MS;
    return now;
  };
  const write = (body: object, who = ON_CALL) => {
    later();
    return writeAsOperator(context(), who, OpsWrite.parse(body));
  };
  const rows = async <Row>(sql: string, ...values: unknown[]) => {
    const found = await database.d1
      .prepare(sql)
      .bind(...values)
      .all<Row>();
    return found.results;
  };
  /** The surface as an operator who looks now has seen it. */
  const on = async (surface_id: string, severity?: string | null) => {
    const sql = "SELECT max(id) AS version FROM status_audit_log WHERE surface_id = ?";
    const [{ version = 0 } = {}] = await rows<{ version: number | null }>(sql, surface_id);
    return { surface_id, version: version ?? 0, ...(severity !== undefined && { severity }) };
  };
  return {
    context,
    later,
    write,
    rows,
    on,
    preview: (body: object) => previewWrite(context(), ON_CALL, { input: OpsWrite.parse(body), language: "en" }),
    open: async (severities: Record<string, string>, rest: object = {}) => {
      const surfaces = await Promise.all(Object.entries(severities).map(([id, severity]) => on(id, severity)));
      const { incident_id: publicId } = await write({ action: "open_incident", surfaces, ...rest });
      return { publicId: publicId ?? "", incident_id: Number(publicId?.slice(4)) };
    },
    tell: async (publicId: string) => (await readIncident(context(), publicId)).incident,
    states: async () => {
      const { status } = await readPage(context());
      return Object.fromEntries(
        status.surfaces.map(({ id, state, ticket_pending: pending }) => [id, `${state}${pending ? " pending" : ""}`]),
      );
    },
    stop: () => database.stop(),
  };
}
